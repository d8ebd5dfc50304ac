using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>How a window moves, from what an upstream says of its reset.</summary>
internal static class ClockGuess
{
    // The calendars that free tiers keep. What resets at another hour runs from its first use.
    private static readonly string[] Calendars = ["UTC", "America/Los_Angeles", "Asia/Shanghai", "America/New_York", "Asia/Jakarta"];

    private static readonly long Tolerance = TimeSpan.FromMinutes(2).Ticks;

    /// <summary>The clock that fits, or null where the figure says nothing about it.</summary>
    public static QuotaClock? From(in LimitReading reading, QuotaPeriod period, long now)
    {
        if (reading.ResetsAt is not { } at || at.UtcTicks <= now || at.UtcTicks - now > period.Length.Ticks + Tolerance)
            return null;
        if (Drains(reading, period, at.UtcTicks - now))
            return QuotaClock.Refill;
        if (!period.IsLong)
            return QuotaClock.Rolling;

        foreach (var zone in Calendars)
        {
            // Close to a boundary the other clock may be beyond it already.
            var end = CalendarBounds.Around(now + Tolerance, period, Zones.Find(zone)).End;
            if (Math.Abs(end - at.UtcTicks) <= Tolerance || Math.Abs(CalendarBounds.Around(now, period, Zones.Find(zone)).End - at.UtcTicks) <= Tolerance)
                return QuotaClock.In(zone);
        }

        return QuotaClock.FirstUse;
    }

    /// <summary>The shortest usual window that such a wait fits into.</summary>
    public static QuotaPeriod LeastPeriod(long wait) => new(wait switch
    {
        <= TimeSpan.TicksPerMinute => PeriodUnit.Minute,
        <= TimeSpan.TicksPerHour => PeriodUnit.Hour,
        <= TimeSpan.TicksPerDay => PeriodUnit.Day,
        _ => PeriodUnit.Month,
    });

    /// <summary>The calendar whose window turned between a refusal and the next success; null where none did, or more than one.</summary>
    public static QuotaClock? Between(long refused, long served, QuotaPeriod period)
    {
        QuotaClock? found = null;
        foreach (var zone in Calendars)
        {
            if (CalendarBounds.Around(served, period, Zones.Find(zone)).Start <= refused)
                continue;
            if (found is not null)
                return null;
            found = QuotaClock.In(zone);
        }

        return found;
    }

    /// <summary>A bucket says when it will be whole again: the share of the window that is used, to the second.</summary>
    private static bool Drains(in LimitReading reading, QuotaPeriod period, long wait)
    {
        if (reading is not { Limit: > 0 and var limit, Remaining: { } remaining } || remaining >= limit)
            return false;

        var whole = (double)(limit - remaining) / limit * period.Length.Ticks;
        return Math.Abs(whole - wait) <= Math.Max(TimeSpan.TicksPerSecond, whole / 50);
    }
}
