using Gratis.Stores;

namespace Gratis.AspNetCore.Usage;

/// <summary>A stretch of whole hours or whole days of UTC that ends with the one that runs.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="IsByDay">Told by days; else by hours.</param>
/// <param name="Steps">How many, the running one included.</param>
/// <param name="IsSummedByDay">Its rows come from days, which it consists of wholly.</param>
internal sealed record UsageRange(string Name, bool IsByDay, int Steps, bool IsSummedByDay)
{
    /// <summary>All that may be asked for.</summary>
    public static IReadOnlyList<UsageRange> All { get; } =
    [
        new("24h", IsByDay: false, 24, IsSummedByDay: false),
        new("7d", IsByDay: false, 7 * 24, IsSummedByDay: true),
        new("30d", IsByDay: true, 30, IsSummedByDay: true),
        new("90d", IsByDay: true, 90, IsSummedByDay: true),
    ];

    public TimeSpan Step => IsByDay ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);

    /// <summary>The first step, counted from 1970. Days begin at midnight, whatever is told of them.</summary>
    public long First(DateTimeOffset now) => IsByDay ? DayOf(now) - Steps + 1
        : IsSummedByDay ? 24 * (DayOf(now) - (Steps / 24) + 1)
        : HourOf(now) - Steps + 1;

    /// <summary>The step that runs.</summary>
    public long Last(DateTimeOffset now) => IsByDay ? DayOf(now) : HourOf(now);

    /// <summary>What to ask for the series.</summary>
    public UsageQuestion Series(DateTimeOffset now) => new(UsageColumn.Total, IsByDay, First(now), Last(now));

    /// <summary>What to ask for the rows.</summary>
    public UsageQuestion Rows(UsageColumn column, DateTimeOffset now) =>
        IsSummedByDay && !IsByDay ? new(column, true, First(now) / 24, DayOf(now)) : new(column, IsByDay, First(now), Last(now));

    public DateTimeOffset InstantOf(long step) => DateTimeOffset.UnixEpoch + (step * Step);

    public static long DayOf(DateTimeOffset at) => HourOf(at) / 24;

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
