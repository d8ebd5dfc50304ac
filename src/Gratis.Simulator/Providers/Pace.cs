namespace Gratis.Simulator.Providers;

/// <summary>How fast a model answers.</summary>
/// <param name="FirstToken">Time until the first token.</param>
/// <param name="TokensPerSecond">Speed after it; zero is at once.</param>
public sealed record Pace(TimeSpan FirstToken, double TokensPerSecond)
{
    /// <summary>No delay anywhere.</summary>
    public static Pace Instant { get; } = new(TimeSpan.Zero, 0);

    /// <summary>The time that so many tokens take.</summary>
    internal TimeSpan For(int tokens) => TokensPerSecond <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(tokens / TokensPerSecond);
}
