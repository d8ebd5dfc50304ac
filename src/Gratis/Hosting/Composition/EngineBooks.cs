using Gratis.Catalog.Learned;
using Gratis.Discovery;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.Hosting.Composition;

/// <summary>Everything that the engine knows and would not like to forget, taken up again from its stores.</summary>
internal sealed class EngineBooks : IDisposable
{
    private EngineBooks(EngineStores stores, TimeProvider time, Random chance)
    {
        Health = new HealthBook(chance, stores.Health);
        Quotas = new QuotaLedger(time, stores.Quotas);
        Evidence = new EvidenceBook(time, stores.Evidence);
        Measures = new MeasureBook(stores.Measures);
        Edits = new OwnerEdits(stores.Settings);
        Listings = stores.Listings;
        Settings = stores.Settings;
    }

    public HealthBook Health { get; }

    public QuotaLedger Quotas { get; }

    /// <summary>What was found out about routes.</summary>
    public EvidenceBook Evidence { get; }

    /// <summary>How routes fared.</summary>
    public MeasureBook Measures { get; }

    /// <summary>What the owner changed over the API.</summary>
    public OwnerEdits Edits { get; }

    /// <summary>The last good lists of models; null: nobody keeps them.</summary>
    public IListingStore? Listings { get; }

    /// <summary>The few values that must never be lost; null: nobody keeps them.</summary>
    public ISettingsStore? Settings { get; }

    public static async ValueTask<EngineBooks> OpenAsync(EngineStores stores, TimeProvider time, Random chance, CancellationToken cancel)
    {
        var books = new EngineBooks(stores, time, chance);
        if (stores.Health is { } cooldowns)
            books.Health.Restore(await cooldowns.Load(cancel), time.GetUtcNow());
        if (stores.Quotas is { } pools)
            books.Quotas.Restore(await pools.Load(cancel));
        if (stores.Evidence is { } facts)
            books.Evidence.Restore(await facts.Load(cancel));
        if (stores.Measures is { } fares)
            books.Measures.Restore(await fares.Load(cancel), time.GetUtcNow());
        await books.Edits.LoadAsync(cancel);
        return books;
    }

    public void Dispose() => Edits.Dispose();
}
