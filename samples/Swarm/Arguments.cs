using System.Globalization;

namespace Swarm;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(Uri Gateway, string Key, int Agents, int Rounds, bool IsLive)
{
    /// <summary>The arguments; null where they make no sense.</summary>
    public static Arguments? Read(string[] args)
    {
        Arguments? asked = new(new Uri("http://127.0.0.1:8000"), "any", 200, 3, true);
        for (var i = 0; i < args.Length && asked is not null; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == "--no-live")
            {
                asked = asked with { IsLive = false };
                continue;
            }

            i++;
            asked = args[i - 1] switch
            {
                "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url) => asked with { Gateway = url },
                "--key" when value.Length > 0 => asked with { Key = value },
                "--agents" when Count(value) is { } agents => asked with { Agents = agents },
                "--rounds" when Count(value) is { } rounds => asked with { Rounds = rounds },
                _ => null,
            };
        }

        return asked;
    }

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
