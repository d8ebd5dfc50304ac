using Gratis.Simulator.Limits;

namespace Gratis.Workload.Run;

/// <summary>When windows end. None of the zones here skips a midnight.</summary>
internal static class Calendar
{
    /// <summary>The ends of a fixed window's days or months after <paramref name="from"/>, up to and with <paramref name="to"/>.</summary>
    public static IEnumerable<DateTimeOffset> Resets(LimitSpec limit, DateTimeOffset from, DateTimeOffset to)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(limit.Zone);
        var today = TimeZoneInfo.ConvertTime(from, zone).Date;
        while (true)
        {
            today = limit.Window is WindowUnit.Month ? new DateTime(today.Year, today.Month, 1).AddMonths(1) : today.AddDays(1);
            var midnight = new DateTimeOffset(today, zone.GetUtcOffset(today)).ToUniversalTime();
            if (midnight > to)
                yield break;
            if (midnight > from)
                yield return midnight;
        }
    }

    /// <summary>The ends of windows of one length, laid end to end.</summary>
    public static IEnumerable<DateTimeOffset> Every(TimeSpan length, DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from + length; at <= to; at += length)
            yield return at;
    }
}
