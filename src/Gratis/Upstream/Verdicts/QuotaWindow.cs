namespace Gratis.Upstream.Verdicts;

/// <summary>The window of the quota that a refusal names.</summary>
internal enum QuotaWindow
{
    /// <summary>None was named.</summary>
    None,

    /// <summary>A minute: no wait is longer.</summary>
    Minute,

    /// <summary>A day or longer by its words only; the stated time is trusted before the words.</summary>
    Long,

    /// <summary>The calendar day in UTC.</summary>
    UtcDay,

    /// <summary>The calendar day in California.</summary>
    PacificDay,

    /// <summary>The calendar day in China.</summary>
    ChinaDay,

    /// <summary>The calendar month in UTC.</summary>
    UtcMonth,
}

/// <summary>When the windows that have a calendar reset.</summary>
internal static class QuotaWindows
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    // Without zone data (slim containers) standard time all year: an hour late in summer, never early.
    private static readonly TimeZoneInfo Pacific =
        TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), null, null);

    /// <summary>The reset that the calendar gives, or null where only the upstream knows it.</summary>
    public static DateTimeOffset? NextReset(this QuotaWindow window, DateTimeOffset now) => window switch
    {
        QuotaWindow.Minute => now.AddMinutes(1),
        QuotaWindow.UtcDay => NextMidnight(now.ToUniversalTime()),
        QuotaWindow.ChinaDay => NextMidnight(now.ToOffset(China)),
        QuotaWindow.PacificDay => NextPacificMidnight(now),
        QuotaWindow.UtcMonth => FirstOfNextMonth(now.ToUniversalTime()),
        _ => null,
    };

    private static DateTimeOffset NextMidnight(DateTimeOffset local) =>
        new DateTimeOffset(local.Date, local.Offset).AddDays(1).ToUniversalTime();

    private static DateTimeOffset NextPacificMidnight(DateTimeOffset now)
    {
        var midnight = TimeZoneInfo.ConvertTime(now, Pacific).Date.AddDays(1);
        return new DateTimeOffset(midnight, Pacific.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static DateTimeOffset FirstOfNextMonth(DateTimeOffset utc) =>
        new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
