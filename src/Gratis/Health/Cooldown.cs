using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>Something set aside until an instant, with the reason and who named the instant.</summary>
/// <param name="Reason">The verdict that led here.</param>
/// <param name="Since">When it was recorded.</param>
/// <param name="Until">When a trial is allowed; equal to <paramref name="Since"/> when a strike was only noted.</param>
/// <param name="Source">Who named <paramref name="Until"/>.</param>
/// <param name="Strikes">Failures of this kind in a row.</param>
/// <param name="Detail">The upstream's own words, for people.</param>
/// <param name="KeyFingerprint">The secret a refusal belongs to; any other secret lifts it.</param>
internal sealed record Cooldown(
    Verdict Reason,
    DateTimeOffset Since,
    DateTimeOffset Until,
    UntilSource Source,
    int Strikes,
    string? Detail = null,
    string? KeyFingerprint = null)
{
    /// <summary>The end of a cooldown that only another secret, or the owner, ends.</summary>
    public static readonly DateTimeOffset UntilKeyChanges = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan ShortestMemory = TimeSpan.FromHours(1);

    /// <summary>Whether no call at all is made while it stands; otherwise calls go here last.</summary>
    public bool IsWall => Reason.IsWall;

    /// <summary>False for a strike that was noted and sets nothing aside yet.</summary>
    public bool SetsAside => Until > Since;

    /// <summary>Whether the upstream itself named the end.</summary>
    public bool IsNamed => Source != UntilSource.Guess;

    /// <summary>Whether it still holds.</summary>
    public bool Stands(DateTimeOffset now) => now < Until;

    /// <summary>
    /// Whether it ended so long ago that its strikes no longer count. A long cooldown is remembered for
    /// as long as it lasted, so that a day's quarantine is not back at its first rung after a quiet evening.
    /// </summary>
    public bool IsForgotten(DateTimeOffset now)
    {
        TimeSpan lasted = Until - Since;
        return now - Until > (lasted > ShortestMemory ? lasted : ShortestMemory);
    }
}
