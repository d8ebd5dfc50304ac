using Gratis.Catalog.Limits;

namespace Gratis.Quotas.Windows;

/// <summary>
/// What was counted in the running window of one pool. Instants are UTC ticks, never earlier than the last one but for a clock that was
/// set back. Not thread-safe: the ledger's gate guards it.
/// </summary>
internal abstract class UsageWindow
{
    /// <summary>The instant that never comes.</summary>
    public const long Never = long.MaxValue;

    /// <summary>What the running window holds.</summary>
    public abstract long Used(long now);

    /// <summary>The first instant at which no more than <paramref name="room"/> is used, if nothing is added; <paramref name="now"/> when that is so already.</summary>
    public abstract long OpensAt(long now, long room);

    /// <summary>When all that is counted now is forgotten.</summary>
    public abstract long ResetsAt(long now);

    /// <summary>When the running window began; null for one that has no beginning.</summary>
    public abstract long? StartedAt(long now);

    /// <summary>Counts an amount at an instant that has just passed.</summary>
    public abstract void Book(long at, long amount, long now);

    /// <summary>Takes an amount back that was counted at <paramref name="at"/>, unless it is forgotten already.</summary>
    public abstract void Return(long at, long amount, long now);

    /// <summary>Takes up what somebody who counts better says is used.</summary>
    public abstract void Correct(long used, long now);

    /// <summary>Says what the window holds, oldest first, in at most <paramref name="most"/> entries that forget no earlier than the real ones.</summary>
    public abstract void Save(List<Booking> into, int most, long now);

    /// <summary>Takes up what was saved, as far as it still counts; true when the window it was saved in is still running.</summary>
    public abstract bool Restore(IReadOnlyList<Booking> saved, long now);

    /// <summary>Everything is forgotten at one instant, so that whatever does not fit fits together.</summary>
    public virtual bool ForgetsAtOnce => false;

    /// <summary>Takes up the end that the upstream named; only a window that opens by itself cares.</summary>
    public virtual void EndsAt(long end, long now)
    {
    }

    /// <summary>The amount of the pool changed; only a bucket cares.</summary>
    public virtual void LimitChanged(long? limit, long now)
    {
    }

    public static UsageWindow Create(QuotaClock clock, QuotaPeriod period, long? limit) => clock.Kind switch
    {
        _ when period.Unit == PeriodUnit.Lifetime => new CalendarWindow(period, TimeZoneInfo.Utc),
        ClockKind.Calendar => new CalendarWindow(period, Zones.Find(clock.Zone)),
        ClockKind.FirstUse => new FirstUseWindow(period.Length.Ticks),
        ClockKind.Refill when limit is { } amount => new RefillWindow(amount, period.Length.Ticks),
        _ => new RollingWindow(period.Length.Ticks),
    };
}
