using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Hosting.Accounts;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Hosting.Diagnosis;
using Gratis.Upstream;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Composition;

/// <summary>Discovery and the keeper of the catalogue, opened and closed together.</summary>
internal sealed class CatalogueHouse : IDisposable
{
    // Long enough for a list or two to come in; a provider that is slower than that joins a moment later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly UpstreamConnections _connections;
    private readonly HouseEdges _edges;

    private CatalogueHouse(UpstreamConnections connections, DiscoveryService discovery, CatalogKeeper keeper, HouseEdges edges)
    {
        (_connections, Discovery, Keeper, _edges) = (connections, discovery, keeper, edges);
    }

    public DiscoveryService Discovery { get; }

    public CatalogKeeper Keeper { get; }

    public static async ValueTask<CatalogueHouse> OpenAsync(BuiltInFacts facts, EngineBooks books, HouseEdges edges, CatalogRequest asked, CancellationToken cancel)
    {
        var logs = edges.Logs;
        var memory = books.Settings is { } kept ? new RankingMemory(kept, logs.CreateLogger<RankingMemory>()) : null;
        var ranking = memory is null ? null : await memory.LoadAsync(cancel);
        var members = books.Settings is { } store ? new KeptIds(store, "catalogue/primary", logs.CreateLogger<KeptIds>()) : null;
        var primary = new PrimaryMembers(logs.CreateLogger<PrimaryMembers>(), members);
        await primary.LoadAsync(cancel);

        // Of its own: a question about models must never wait for a connection that answers hold.
        var connections = new UpstreamConnections(edges.CreateHandler);
        var discovery = await DiscoveryService.OpenAsync(
            new DiscoveryEdges(edges.Time, edges.Chance, connections, edges.UserAgent, logs.CreateLogger<DiscoveryService>()) { Store = books.Listings }, cancel);
        var parts = new CatalogParts(facts, edges.Time, books.Evidence, books.Measures, discovery, books.Edits, logs.CreateLogger<CatalogKeeper>())
        {
            Memory = memory,
            Primary = primary,
        };
        var keeper = new CatalogKeeper(ranking is null ? parts : parts with { Ranking = ranking }, asked);
        return new CatalogueHouse(connections, discovery, keeper, edges);
    }

    /// <summary>At a first start there is nothing to serve from before the first lists are in: waits for them, a little.</summary>
    public async ValueTask LookAroundAsync(CancellationToken cancel)
    {
        var looks = Discovery.Status.Where(list => list.LastSuccess is null && Keeper.Current.FindProvider(list.Provider) is not null)
            .Select(list => Discovery.RefreshAsync(list.Provider, cancel)).ToArray();
        if (looks.Length == 0)
            return;
        await Task.WhenAny(Task.WhenAll(looks), Task.Delay(Patience, _edges.Time, cancel));
        Keeper.Rebuild();
    }

    /// <summary>Looks after the routes of an engine. Closed before it.</summary>
    public ValueTask<DiagnosisService> DiagnoseAsync(GratisEngine engine, EngineBooks books, CancellationToken cancel) =>
        DiagnosisService.OpenAsync(
            new DiagnosisParts(engine, Keeper, Discovery, _connections, _edges.UserAgent, _edges.Logs.CreateLogger<DiagnosisService>()) { Settings = books.Settings }, cancel);

    /// <summary>Tries accounts of an engine out.</summary>
    public AccountTester TesterFor(GratisEngine engine) => new(engine, Keeper, Discovery, _connections, _edges.UserAgent);

    public void Dispose()
    {
        Keeper.Dispose();
        Discovery.Dispose();
        _connections.Dispose();
    }
}
