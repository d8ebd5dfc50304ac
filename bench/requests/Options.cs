using System.Globalization;

namespace Gratis.RequestLogBench;

/// <summary>What the command line asks for.</summary>
/// <param name="Rows">Requests in the large log.</param>
/// <param name="Folder">Where the logs are made; those that are there already are used again.</param>
/// <param name="Seed">The same seed makes the same requests.</param>
/// <param name="Check">Fail where a question takes longer than the aim.</param>
internal sealed record Options(long Rows, string Folder, int Seed, bool Check)
{
    public const string Usage = "usage: run.sh [--rows 1000000] [--folder artifacts/bench/requests] [--seed 7] [--check]";

    public static Options? Parse(string[] args)
    {
        var options = new Options(1_000_000, Path.Combine("artifacts", "bench", "requests"), 7, false);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--check":
                    options = options with { Check = true };
                    continue;
                case "--rows" when long.TryParse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var rows) && rows > 0:
                    options = options with { Rows = rows };
                    break;
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                case "--folder" when value.Length > 0:
                    options = options with { Folder = value };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }
}
