using Gratis.Catalog.Learned;
using Gratis.Discovery;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.Hosting.Composition;

/// <summary>Where what the engine knows outlives the process; what has no store lives as long as the engine.</summary>
internal sealed record EngineStores
{
    public static EngineStores None { get; } = new();

    public IHealthStore? Health { get; init; }

    public IQuotaStore? Quotas { get; init; }

    public IEvidenceStore? Evidence { get; init; }

    public IMeasureStore? Measures { get; init; }

    public IListingStore? Listings { get; init; }

    public ISettingsStore? Settings { get; init; }
}
