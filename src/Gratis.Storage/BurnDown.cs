using Gratis.Stores;

namespace Gratis.Storage;

/// <summary>How far the curve of one pool is drawn, and what of the next level belongs on it.</summary>
/// <param name="Last">The level that was last written down, drawn or not.</param>
/// <param name="Drawn">How much was used at the last sample.</param>
/// <param name="Samples">The samples of the running window.</param>
internal sealed record BurnDown(QuotaSample Last, long Drawn, int Samples)
{
    /// <summary>No window gets more samples than this, but for the one that ends it.</summary>
    public const int Most = 200;

    /// <summary>Up to here a hundredth of the limit is worth a sample; beyond, every fifty more double that.</summary>
    private const int Fine = 100;

    private const int Doubling = 50;

    /// <summary>What a pool's next level adds to its curve.</summary>
    /// <param name="before">How far it is drawn; null for a pool that was never seen.</param>
    /// <param name="now">The level.</param>
    /// <param name="window">The length of the window.</param>
    public static Step Next(BurnDown? before, QuotaSample now, TimeSpan window)
    {
        if (before is null) return new Step(new BurnDown(now, now.Used, 1), null, true);
        if (!SameWindow(before.Last, now, window))
        {
            QuotaSample? ending = before.Last.Used == before.Drawn ? null : before.Last;
            return new Step(new BurnDown(now, now.Used, 1), ending, true);
        }

        bool draws = before.Samples < Most && Math.Abs(now.Used - before.Drawn) >= Distance(before, now);
        return new Step(draws ? new BurnDown(now, now.Used, before.Samples + 1) : before with { Last = now }, null, draws);
    }

    /// <summary>When the window of a level began; one that rolls is cut into stretches of its length, to bound what it costs.</summary>
    public static DateTimeOffset WindowOf(QuotaSample level, TimeSpan window) =>
        level.WindowStart ?? new DateTimeOffset(level.At.UtcTicks - level.At.UtcTicks % Math.Max(1, window.Ticks), TimeSpan.Zero);

    private static bool SameWindow(QuotaSample one, QuotaSample other, TimeSpan window) =>
        one.WindowStart.HasValue == other.WindowStart.HasValue && WindowOf(one, window) == WindowOf(other, window);

    private static long Distance(BurnDown before, QuotaSample now)
    {
        // Where nobody knows the limit, what is used is the only measure there is.
        long whole = now.Limit ?? Math.Max(before.Drawn, now.Used);
        return Math.Max(1, whole / 100) << Math.Max(0, (before.Samples - Fine + Doubling) / Doubling);
    }

    /// <summary>What a level adds.</summary>
    /// <param name="After">How far the curve is drawn then.</param>
    /// <param name="Ending">The last sample of the window before, where it is missing.</param>
    /// <param name="Draws">Whether the level is a sample.</param>
    internal readonly record struct Step(BurnDown After, QuotaSample? Ending, bool Draws);
}
