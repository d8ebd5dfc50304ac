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
        var burst = Math.Max(cost, limit / 50);
        if (window.StartedAt(now) is not { } start)
            return Math.Max(now, _nextDue - TicksFor(burst - cost, limit, period));

        // Catching up is allowed: what was not used this morning may be used this afternoon.
        var end = window.ResetsAt(now);
        var due = used + cost - burst;
        return due <= 0 || end == UsageWindow.Never ? now : Math.Max(now, start + (long)((double)due / limit * (end - start)));
    }

    public void Spend(long cost, long limit, QuotaPeriod period, long now) =>
        _nextDue = Math.Max(now, _nextDue) + TicksFor(cost, limit, period);

    private static long TicksFor(long amount, long limit, QuotaPeriod period) =>
        period.Unit is PeriodUnit.None or PeriodUnit.Lifetime || limit <= 0 ? 0 : (long)((double)amount / limit * period.Length.Ticks);
}
