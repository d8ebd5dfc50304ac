namespace Gratis.Simulator.Limits;

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
