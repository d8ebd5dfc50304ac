using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing.Pools;

namespace Gratis.Routing;

/// <summary>What is remembered of routes from one catalogue to the next: how they fared, and what is left of their quotas, what was found out.</summary>
internal sealed record RouteBooks(HealthBook Health, QuotaLedger Quotas, EvidenceBook Evidence, MeasureBook Measures)
{
    /// <summary>Whose turn it is in each pool, and whom it leaves alone.</summary>
    public PoolBook Pools { get; init; } = new();
}
