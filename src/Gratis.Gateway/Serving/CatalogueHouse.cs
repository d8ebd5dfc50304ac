using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Hosting;
using Gratis.Hosting.Accounts;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Upstream;

namespace Gratis.Gateway.Serving;

/// <summary>Discovery and the keeper of the catalogue, opened and closed together.</summary>
internal sealed class CatalogueHouse : IDisposable
{
    // Long enough for a list or two to come in; a provider that is slower than that joins a moment later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly UpstreamConnections _connections;
    private readonly TimeProvider _time;

    private CatalogueHouse(UpstreamConnections connections, DiscoveryService discovery, CatalogKeeper keeper, TimeProvider time)
    {
        (_connections, Discovery, Keeper, _time) = (connections, discovery, keeper, time);
    }

    public DiscoveryService Discovery { get; }

    public CatalogKeeper Keeper { get; }

    public static async ValueTask<CatalogueHouse> OpenAsync(
        BuiltInFacts facts, GatewayBooks books, EngineParts parts, CatalogRequest request, ILoggerFactory logs, CancellationToken cancel)
    {
        // Of its own: a question about models must never wait for a connection that answers hold.
        var connections = new UpstreamConnections(parts.CreateHandler);
        var edges = new DiscoveryEdges(parts.Time, parts.Random, connections, parts.UserAgent, logs.CreateLogger<DiscoveryService>()) { Store = books.Listings };
        var discovery = await DiscoveryService.OpenAsync(edges, cancel);
        var memory = new RankingMemory(books.Settings, logs.CreateLogger<RankingMemory>());
        var primary = new PrimaryMembers(logs.CreateLogger<PrimaryMembers>(), new KeptIds(books.Settings, "catalogue/primary", logs.CreateLogger<KeptIds>()));
        await primary.LoadAsync(cancel);
        var keeper = new CatalogKeeper(
            new CatalogParts(facts, parts.Time, books.Evidence, books.Measures, discovery, books.Edits, logs.CreateLogger<CatalogKeeper>())
            {
                Ranking = await memory.LoadAsync(cancel),
                Memory = memory,
                Primary = primary,
            },
            request);
        return new CatalogueHouse(connections, discovery, keeper, parts.Time);
    }

    /// <summary>At a first start there is nothing to serve from before the first lists are in: waits for them, a little.</summary>
    public async ValueTask LookAroundAsync(CancellationToken cancel)
    {
        var looks = Discovery.Status.Where(list => list.LastSuccess is null && Keeper.Current.FindProvider(list.Provider) is not null)
            .Select(list => Discovery.RefreshAsync(list.Provider, cancel)).ToArray();
        if (looks.Length == 0)
            return;
        await Task.WhenAny(Task.WhenAll(looks), Task.Delay(Patience, _time, cancel));
        Keeper.Rebuild();
    }

    /// <summary>Looks after the routes of an engine. Closed before it.</summary>
    public ValueTask<DiagnosisService> DiagnoseAsync(GratisEngine engine, GatewayBooks books, string userAgent, ILoggerFactory logs, CancellationToken cancel) =>
        DiagnosisService.OpenAsync(
            new DiagnosisParts(engine, Keeper, Discovery, _connections, userAgent, logs.CreateLogger<DiagnosisService>()) { Settings = books.Settings }, cancel);

    /// <summary>Tries accounts of an engine out.</summary>
    public AccountTester TesterFor(GratisEngine engine, string userAgent) => new(engine, Keeper, Discovery, _connections, userAgent);

    public void Dispose()
    {
        Keeper.Dispose();
        Discovery.Dispose();
        _connections.Dispose();
    }
}
