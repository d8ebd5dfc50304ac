namespace Gratis.Catalog.Limits;

/// <summary>The unit of a window's length.</summary>
internal enum PeriodUnit
{
    /// <summary>Without a window: calls in flight.</summary>
    None,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,

    /// <summary>Granted once, never refilled.</summary>
    Lifetime,
}

/// <summary>The length of a window: a minute, a day, five hours.</summary>
internal readonly record struct QuotaPeriod(PeriodUnit Unit, int Count = 1)
{
    public static QuotaPeriod Minute { get; } = new(PeriodUnit.Minute);

    public static QuotaPeriod Day { get; } = new(PeriodUnit.Day);

    /// <summary>The length in time; of a calendar month the longest, so that a rolling one never opens early.</summary>
    public TimeSpan Length => Unit switch
    {
        PeriodUnit.Second => TimeSpan.FromSeconds(Count),
        PeriodUnit.Minute => TimeSpan.FromMinutes(Count),
        PeriodUnit.Hour => TimeSpan.FromHours(Count),
        PeriodUnit.Day => TimeSpan.FromDays(Count),
        PeriodUnit.Week => TimeSpan.FromDays(7 * Count),
        PeriodUnit.Month => TimeSpan.FromDays(31 * Count),
        PeriodUnit.Lifetime => TimeSpan.MaxValue,
        _ => TimeSpan.Zero,
    };

    /// <summary>An hour or longer: what is spent here is missed for long, so the books of it must be tight.</summary>
    public bool IsLong => Length >= TimeSpan.FromHours(1);

    /// <summary>As people say it: <c>minute</c>, <c>5 hours</c>.</summary>
    public override string ToString() => Unit switch
    {
        PeriodUnit.None => "at once",
        PeriodUnit.Lifetime => "lifetime",
        _ => Count == 1 ? Name : $"{Count} {Name}s",
    };

    private string Name => Unit.ToString().ToLowerInvariant();
}
