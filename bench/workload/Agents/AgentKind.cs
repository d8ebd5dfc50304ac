namespace Gratis.Workload.Agents;

/// <summary>A way of working. Sizes are characters; medians and spreads are of log-normal distributions.</summary>
internal sealed record AgentKind(string Name)
{
    public required int Agents { get; init; }

    /// <summary>Of all calls, the share that agents of this kind make.</summary>
    public required double Share { get; init; }

    public required (int Fewest, int Most) Calls { get; init; }

    public required int SystemSize { get; init; }

    public required (double Median, double Spread) UserSize { get; init; }

    /// <summary>Words asked for in an answer.</summary>
    public required (double Median, double Spread) Words { get; init; }

    /// <summary>Seconds between an answer and the next call.</summary>
    public required (double Median, double Spread) Think { get; init; }

    /// <summary>What is asked as max_tokens, one of these for a session; null: nothing.</summary>
    public required int?[] MaxTokens { get; init; }

    public double StreamShare { get; init; }

    /// <summary>Whether a prompt holds everything that was said before.</summary>
    public bool Remembers { get; init; } = true;

    public bool HasTools { get; init; }

    /// <summary>Each question comes with a picture.</summary>
    public bool ShowsImages { get; init; }

    /// <summary>The member that says which form the answer is to have, with a comma behind it; empty: none.</summary>
    public string Format { get; init; } = "";

    /// <summary>An agent whose prompt comes this far starts over with a summary.</summary>
    public int LongestBody { get; init; } = 64 * 1024;

    /// <summary>Starts by the clock, day and night, rather than when people work.</summary>
    public bool IsBatch { get; init; }

    public static IReadOnlyList<AgentKind> All { get; } =
    [
        new("coding")
        {
            Agents = 80, Share = 0.35, Calls = (4, 24), SystemSize = 1800, UserSize = (450, 0.9), Words = (50, 0.7), Think = (8, 0.9),
            MaxTokens = [32_000, 4096, null, null], StreamShare = 0.03, HasTools = true,
        },
        new("chat")
        {
            Agents = 80, Share = 0.3, Calls = (2, 10), SystemSize = 300, UserSize = (220, 0.9), Words = (90, 0.6), Think = (35, 0.7),
            MaxTokens = [null, null, 1024], StreamShare = 0.06,
        },
        new("batch")
        {
            Agents = 40, Share = 0.35, Calls = (10, 60), SystemSize = 900, UserSize = (2200, 0.8), Words = (35, 0.5), Think = (0.4, 0.6),
            MaxTokens = [512, null], Remembers = false, IsBatch = true,
        },
    ];
}
