using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>What a pool takes up from its provider's account endpoint, whose answer belongs to no call.</summary>
internal sealed partial class QuotaPool
{
    // So far two clocks may disagree about which window an answer was about.
    private static readonly long TurnTolerance = TimeSpan.FromMinutes(1).Ticks;

    public PoolMark Mark(long now) => new(now, _ahead.Drawn, _held);

    /// <summary>
    /// Takes up an answer. What was counted since the question, and what is under way, may be in it or not: books that agree with it
    /// within that stay as they are, for they know better.
    /// </summary>
    public void LearnBalance(in LimitReading reading, in PoolMark asked, long now)
    {
        Learn(reading with { Remaining = null }, new ReadingCall(asked.At, 0, 0, 0, IsRefused: false), now);
        if (reading.Remaining is not { } remaining || Amount is not { } amount || !IsCounted || IsOverruled(reading, remaining, amount, asked, now))
            return;

        var figure = Math.Max(0, (reading.Limit ?? amount) - remaining);
        var since = Math.Max(0, asked.Held + _ahead.Drawn - asked.Drawn - _held);
        var used = _window.Used(now);
        if (used < figure - _held || used > figure + since)
            _window.Correct(used < figure ? figure : figure + since, now);
        if (remaining > 0)
            CloseUntil(0, now);

        // Whoever else spent the key explains a refusal that came early; the calendar was right.
        _clockInDoubt = false;
        Changed(now);
    }

    private bool IsOverruled(in LimitReading reading, long remaining, long amount, in PoolMark asked, long now)
    {
        // A refusal since then is newer; and it may have been the window before this one that was looked at.
        if (_lastWall > asked.At || _window.StartedAt(now) > asked.At - TurnTolerance)
            return true;

        // More than was ever granted is money that somebody paid in: what is left of the gift cannot be told from it.
        return Told.Metric == QuotaMetric.Credits && reading.Limit is null && remaining > amount;
    }
}
