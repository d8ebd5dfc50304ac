using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>Spends a pool no faster than its window passes, with a little room for bursts.</summary>
internal struct EvenPace
{
    private long _nextDue;

    /// <summary>When a call fits the pace.</summary>
    public readonly long OpensAt(UsageWindow window, long limit, QuotaPeriod period, long used, long cost, long now)
    {
        // What is whole has no pace to keep: a window from first use has not even begun.
        if (used <= 0)
            return now;

        var burst = Math.Max(cost, limit / 50);
        if (window.StartedAt(now) is not { } start)
            return Math.Max(now, Due(period, now) - TicksFor(burst - cost, limit, period));

        // Catching up is allowed: what was not used this morning may be used this afternoon.
        var end = window.ResetsAt(now);
        var due = used + cost - burst;
        return due <= 0 || end == UsageWindow.Never ? now : Math.Max(now, Math.Min(end, start + Share(due, limit, end - start)));
    }

    public void Spend(long cost, long limit, QuotaPeriod period, long now) =>
        _nextDue = Math.Max(now, Due(period, now)) + TicksFor(cost, limit, period);

    /// <summary>A call took more than was set aside for it, or less.</summary>
    public void Adjust(long amount, long limit, QuotaPeriod period) => _nextDue += TicksFor(amount, limit, period);

    // Nothing is due later than a window from now but by a clock that was set back.
    private readonly long Due(QuotaPeriod period, long now) => Math.Min(_nextDue, now + Math.Min(period.Length.Ticks, DateTime.MaxValue.Ticks));

    private static long TicksFor(long amount, long limit, QuotaPeriod period) =>
        period.Unit is PeriodUnit.None or PeriodUnit.Lifetime || limit <= 0 ? 0 : Share(amount, limit, period.Length.Ticks);

    private static long Share(long amount, long limit, long ticks) => (long)((Int128)amount * ticks / limit);
}
