namespace Gratis.Workload.Agents;

/// <summary>When one agent begins its sessions: at random, more by day than by night; batches by the quarter of an hour.</summary>
internal static class Timetable
{
    // By the hour, UTC: a European office day with a long evening. Their mean is 1.
    private static readonly double[] Day =
        [0.3, 0.2, 0.15, 0.15, 0.2, 0.35, 0.6, 1.0, 1.5, 1.9, 2.0, 1.8, 1.4, 1.7, 2.0, 1.9, 1.6, 1.2, 1.0, 0.9, 0.85, 0.6, 0.4, 0.3];

    private static readonly double DayMean = Day.Average();

    public static IEnumerable<DateTimeOffset> Starts(AgentKind kind, double sessionsPerDay, DateTimeOffset start, DateTimeOffset end, Random dice)
    {
        var at = start;
        var left = dice.Exponential();
        while (at < end)
        {
            var rate = sessionsPerDay / 24 * (kind.IsBatch ? 1 : Day[at.Hour] / DayMean);
            var hourEnds = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, at.Offset).AddHours(1);
            var inThisHour = rate * (hourEnds - at).TotalHours;
            if (left > inThisHour)
            {
                left -= inThisHour;
                at = hourEnds;
                continue;
            }

            at += TimeSpan.FromHours(left / rate);
            left = dice.Exponential();
            if (at < end)
                yield return kind.IsBatch ? ByTheClock(at, dice) : at;
        }
    }

    private static DateTimeOffset ByTheClock(DateTimeOffset at, Random dice)
    {
        var quarter = TimeSpan.FromMinutes(15).Ticks;
        return at.AddTicks(-(at.UtcTicks % quarter)).AddSeconds(20 * dice.Exponential());
    }
}
