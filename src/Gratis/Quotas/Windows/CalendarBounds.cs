using Gratis.Catalog.Limits;

namespace Gratis.Quotas.Windows;

/// <summary>One calendar window: UTC ticks, the end not included.</summary>
internal readonly record struct CalendarBounds(long Start, long End)
{
    // A Monday, so that counting days from it counts weeks too.
    private static readonly DateTime Epoch = new(2001, 1, 1);

    /// <summary>The window of this length in this zone that holds <paramref name="now"/>.</summary>
    public static CalendarBounds Around(long now, QuotaPeriod period, TimeZoneInfo zone)
    {
        switch (period.Unit)
        {
            case PeriodUnit.Lifetime:
                return new CalendarBounds(0, UsageWindow.Never);
            case PeriodUnit.Second or PeriodUnit.Minute or PeriodUnit.Hour:
                // Full hours are full hours of the zone, whatever its summer time does.
                var (length, ahead) = (period.Length.Ticks, zone.BaseUtcOffset.Ticks);
                var start = ((now + ahead) / length * length) - ahead;
                return new CalendarBounds(start, start + length);
        }

        // Around a change of clocks the local date can name the window before or after: one step either way settles it.
        var index = Index(TimeZoneInfo.ConvertTimeFromUtc(new DateTime(now, DateTimeKind.Utc), zone), period);
        while (StartOf(index + 1, period, zone) <= now)
            index++;
        while (StartOf(index, period, zone) > now)
            index--;
        return new CalendarBounds(StartOf(index, period, zone), StartOf(index + 1, period, zone));
    }

    private static int Index(DateTime local, QuotaPeriod period)
    {
        var whole = period.Unit switch
        {
            PeriodUnit.Day => (local.Date - Epoch).Days,
            PeriodUnit.Week => (int)Math.Floor((local.Date - Epoch).Days / 7.0),
            _ => ((local.Year - Epoch.Year) * 12) + local.Month - 1,
        };
        return (int)Math.Floor((double)whole / period.Count);
    }

    private static long StartOf(int index, QuotaPeriod period, TimeZoneInfo zone)
    {
        var steps = index * period.Count;
        var midnight = period.Unit switch
        {
            PeriodUnit.Day => Epoch.AddDays(steps),
            PeriodUnit.Week => Epoch.AddDays(7 * steps),
            _ => Epoch.AddMonths(steps),
        };

        // Where clocks jump over midnight the day begins when they land.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);

        // Where midnight comes twice the second one is meant here: too late costs minutes, too early a refusal.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Min() : zone.GetUtcOffset(midnight);
        return midnight.Ticks - offset.Ticks;
    }
}
