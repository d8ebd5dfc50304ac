using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>What an upstream said of one of its counters, in a header, an error body or at its account endpoint.</summary>
internal readonly record struct LimitReading
{
    /// <summary>What is counted.</summary>
    public required QuotaMetric Metric { get; init; }

    /// <summary>The window's length; <see cref="PeriodUnit.None"/> where nothing tells it.</summary>
    public QuotaPeriod Period { get; init; }

    /// <summary>Who shares the counter, where that was said.</summary>
    public QuotaScope? Scope { get; init; }

    /// <summary>How much fits into a window.</summary>
    public long? Limit { get; init; }

    /// <summary>How much of it is left.</summary>
    public long? Remaining { get; init; }

    /// <summary>When the counter resets; of a bucket or a rolling window, when it is whole again.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Header, body or account endpoint.</summary>
    public required LimitSource Source { get; init; }
}
