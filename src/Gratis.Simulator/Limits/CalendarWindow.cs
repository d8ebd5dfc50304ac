namespace Gratis.Simulator.Limits;

/// <summary>One calendar window: from its first instant up to, not including, its last.</summary>
internal readonly record struct CalendarWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The window of a zone's calendar that contains an instant.</summary>
    public static CalendarWindow Around(DateTimeOffset now, WindowUnit unit, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (unit is WindowUnit.Second or WindowUnit.Minute or WindowUnit.Hour)
        {
            // Short windows keep the offset of the moment: a DST step falls on the border of an hour.
            var length = Length(unit);
            var start = new DateTimeOffset(local.Ticks - (local.Ticks % length.Ticks), local.Offset);
            return new(start.ToUniversalTime(), (start + length).ToUniversalTime());
        }

        var first = unit is WindowUnit.Day ? local.Date : new DateTime(local.Year, local.Month, 1);
        var next = unit is WindowUnit.Day ? first.AddDays(1) : first.AddMonths(1);
        return new(FirstInstantOf(first, zone), FirstInstantOf(next, zone));
    }

    /// <summary>The length of a window that does not follow a calendar.</summary>
    public static TimeSpan Length(WindowUnit unit) => unit switch
    {
        WindowUnit.Second => TimeSpan.FromSeconds(1),
        WindowUnit.Minute => TimeSpan.FromMinutes(1),
        WindowUnit.Hour => TimeSpan.FromHours(1),
        WindowUnit.Day => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(30),
    };

    private static DateTimeOffset FirstInstantOf(DateTime date, TimeZoneInfo zone)
    {
        // Zones that spring forward at midnight have days without a 00:00: they begin where the gap ends.
        var local = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);

        // A midnight that happens twice begins the day the first time, which is the one with the larger offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
