using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>One pool as it is shown.</summary>
internal sealed record PoolReport
{
    public required PoolName Name { get; init; }

    /// <summary>What facts or owner say; what was learned stands in the fields below.</summary>
    public required QuotaLimit Limit { get; init; }

    public required long? Amount { get; init; }

    public required LimitEvidence Evidence { get; init; }

    public required QuotaClock Clock { get; init; }

    /// <summary>Counted in the running window.</summary>
    public required long Used { get; init; }

    /// <summary>Held by calls under way.</summary>
    public required long Held { get; init; }

    public required long? Remaining { get; init; }

    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Set when the upstream said that nothing is left until then.</summary>
    public DateTimeOffset? SpentUntil { get; init; }

    /// <summary>The last time the upstream refused because of it.</summary>
    public DateTimeOffset? LastWall { get; init; }
}
