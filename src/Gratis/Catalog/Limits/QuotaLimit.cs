namespace Gratis.Catalog.Limits;

/// <summary>One limit as it is told by facts or owner: what becomes a quota pool for each of whom it counts.</summary>
internal sealed record QuotaLimit
{
    public required QuotaScope Scope { get; init; }

    public required QuotaMetric Metric { get; init; }

    /// <summary>How much fits into one window; null: there is a limit, or may be, and nobody says how high.</summary>
    public long? Amount { get; init; }

    public QuotaPeriod Period { get; init; }

    public QuotaClock Clock { get; init; } = QuotaClock.Rolling;

    /// <summary>Patterns of the upstream ids it is about, <c>*</c> standing for anything; empty: every model.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Patterns of upstream ids it is not about, although <see cref="Models"/> matches.</summary>
    public IReadOnlyList<string> ExceptModels { get; init; } = [];

    public Pacing Pacing { get; init; }

    public LimitEvidence Evidence { get; init; } = LimitEvidence.None;

    /// <summary>The short name people use: <c>rpm</c>, <c>tpd</c>, <c>concurrency</c>.</summary>
    public string Name => QuotaNames.ShortName(Metric, Period);

    /// <summary>Whether a call to this upstream model draws on it.</summary>
    public bool AppliesTo(string upstreamId) => (Models.Count == 0 || ModelPatterns.AnyMatches(Models, upstreamId)) && !ModelPatterns.AnyMatches(ExceptModels, upstreamId);
}
