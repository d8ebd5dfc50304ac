namespace Gratis.Load;

/// <summary>What the command line asks for.</summary>
/// <param name="Peers">What to compare, in this order.</param>
/// <param name="Rounds">How often every case is measured.</param>
/// <param name="Seconds">How long one measurement of a case counts answers.</param>
/// <param name="Publish">Publish the .NET peers first; otherwise what was published last is measured.</param>
/// <param name="Output">Where the JSON file goes.</param>
internal sealed record Options(IReadOnlyList<string> Peers, int Rounds, double Seconds, bool Publish, string Output)
{
    public const string Usage = """
        The load bench: gateways in front of a mock upstream on loopback, as ratios to a bare forwarder.

          --peers A,B      of direct, nginx, forwarder, gratis, gratis-limits   (all; nginx only if it is on the PATH)
          --rounds N       measurements of every case            (5)
          --seconds S      length of one measurement             (1.5)
          --no-publish     measure what was published last
          --output FILE    where the figures go as JSON          (artifacts/bench/load.json)
        """;

    /// <summary>Reads the command line; null and what is wrong with it when it cannot be read.</summary>
    public static Options? Parse(string[] args, IReadOnlyList<string> known, string root, out string? wrong)
    {
        var options = new Options(known, 5, 1.5, true, Path.Combine(root, "artifacts", "bench", "load.json"));
        wrong = null;
        for (var i = 0; i < args.Length && wrong is null; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--peers" when value.Split(',') is var names && names.All(known.Contains):
                    options = options with { Peers = [.. names.Distinct()] };
                    i++;
                    break;
                case "--rounds" when int.TryParse(value, out var rounds) && rounds is > 0 and <= 100:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--seconds" when double.TryParse(value, out var seconds) && seconds is > 0 and <= 60:
                    options = options with { Seconds = seconds };
                    i++;
                    break;
                case "--output" when value.Length > 0:
                    options = options with { Output = Path.GetFullPath(value) };
                    i++;
                    break;
                case "--no-publish":
                    options = options with { Publish = false };
                    break;
                default:
                    wrong = $"'{args[i]} {value}' is none of the options below, or names what this machine does not have ({string.Join(", ", known)} are here).";
                    break;
            }
        }

        return wrong is null ? options : null;
    }
}
