namespace Gratis.Simulator.Limits;

/// <summary>What a limit counts.</summary>
public enum LimitMetric
{
    /// <summary>Calls.</summary>
    Requests,

    /// <summary>Tokens in and out.</summary>
    Tokens,

    /// <summary>Tokens in only.</summary>
    InputTokens,

    /// <summary>Calls in flight at the same time.</summary>
    Concurrency,
}

/// <summary>Who shares one counter of a limit.</summary>
public enum LimitScope
{
    /// <summary>Every call of one account.</summary>
    Account,

    /// <summary>Every call of one account to one model.</summary>
    AccountModel,

    /// <summary>Every call of everybody.</summary>
    Provider,

    /// <summary>Every call from one network address.</summary>
    Address,
}

/// <summary>How a window moves.</summary>
public enum LimitClock
{
    /// <summary>A call counts for exactly one window length after it was made.</summary>
    Rolling,

    /// <summary>Calendar windows of a time zone.</summary>
    Fixed,

    /// <summary>A bucket that drains continuously, so that a full day counter frees its first call after seconds.</summary>
    Bucket,
}

/// <summary>The length of a window.</summary>
public enum WindowUnit
{
    /// <summary>A second.</summary>
    Second,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A calendar month; thirty days where the clock is not fixed.</summary>
    Month,
}

/// <summary>One limit of a provider or of one of its models.</summary>
/// <param name="Metric">What is counted.</param>
/// <param name="Amount">How much of it fits in one window.</param>
/// <param name="Window">The window's length; without meaning for concurrency.</param>
public sealed record LimitSpec(LimitMetric Metric, long Amount, WindowUnit Window)
{
    /// <summary>Who shares the counter. A limit written at a model is always that model's alone.</summary>
    public LimitScope Scope { get; init; }

    /// <summary>How the window moves.</summary>
    public LimitClock Clock { get; init; }

    /// <summary>The time zone of a fixed window.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Only models whose id matches this pattern (<c>*</c> stands for anything); null means all.</summary>
    public string? Models { get; init; }

    /// <summary>The short name people use: <c>rpm</c>, <c>tpd</c>, <c>concurrency</c>.</summary>
    public string Name => ShortName(Metric, Window);

    /// <summary>Requests in any sixty seconds.</summary>
    public static LimitSpec Rpm(long amount) => new(LimitMetric.Requests, amount, WindowUnit.Minute);

    /// <summary>Requests in any second.</summary>
    public static LimitSpec Rps(long amount) => new(LimitMetric.Requests, amount, WindowUnit.Second);

    /// <summary>Requests in a calendar day of a zone.</summary>
    public static LimitSpec Rpd(long amount, string zone = "UTC") => new(LimitMetric.Requests, amount, WindowUnit.Day) { Clock = LimitClock.Fixed, Zone = zone };

    /// <summary>Tokens in any sixty seconds.</summary>
    public static LimitSpec Tpm(long amount) => new(LimitMetric.Tokens, amount, WindowUnit.Minute);

    /// <summary>Tokens in a calendar day of a zone.</summary>
    public static LimitSpec Tpd(long amount, string zone = "UTC") => new(LimitMetric.Tokens, amount, WindowUnit.Day) { Clock = LimitClock.Fixed, Zone = zone };

    /// <summary>Requests in a calendar month of a zone.</summary>
    public static LimitSpec PerMonth(long amount, string zone = "UTC") =>
        new(LimitMetric.Requests, amount, WindowUnit.Month) { Clock = LimitClock.Fixed, Zone = zone };

    /// <summary>Calls in flight.</summary>
    public static LimitSpec Concurrent(long amount) => new(LimitMetric.Concurrency, amount, WindowUnit.Second);

    /// <summary>The same limit, counted for each account and model.</summary>
    public LimitSpec PerModel() => this with { Scope = LimitScope.AccountModel };

    /// <summary>The same limit, draining continuously.</summary>
    public LimitSpec AsBucket() => this with { Clock = LimitClock.Bucket };

    private static string ShortName(LimitMetric metric, WindowUnit window)
    {
        var unit = window switch
        {
            WindowUnit.Second => "s",
            WindowUnit.Minute => "m",
            WindowUnit.Hour => "h",
            WindowUnit.Day => "d",
            _ => "mo",
        };
        return metric switch
        {
            LimitMetric.Requests => "rp" + unit,
            LimitMetric.Tokens => "tp" + unit,
            LimitMetric.InputTokens => "itp" + unit,
            _ => "concurrency",
        };
    }
}
