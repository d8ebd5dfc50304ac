using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Hosting.Accounts;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis;

namespace Gratis.Hosting.Composition;

/// <summary>
/// A whole engine: its catalogue and who keeps it, dispatch, and who looks after the routes. The one composition for the gateway and for
/// programs that embed the engine. Closed before its books, which are their owner's.
/// </summary>
internal sealed class EngineHouse : IAsyncDisposable
{
    private readonly CatalogueHouse _catalogue;

    private EngineHouse(CatalogueHouse catalogue, GratisEngine engine, DiagnosisService diagnosis) =>
        (_catalogue, Engine, Diagnosis) = (catalogue, engine, diagnosis);

    public GratisEngine Engine { get; }

    public CatalogKeeper Keeper => _catalogue.Keeper;

    public DiscoveryService Discovery => _catalogue.Discovery;

    public DiagnosisService Diagnosis { get; }

    /// <summary>Tries accounts out.</summary>
    public AccountTester Tester => field ??= _catalogue.TesterFor(Engine);

    public static async ValueTask<EngineHouse> OpenAsync(BuiltInFacts facts, EngineBooks books, HouseEdges edges, CatalogRequest asked, CancellationToken cancel)
    {
        var catalogue = await CatalogueHouse.OpenAsync(facts, books, edges, asked, cancel);
        GratisEngine? engine = null;
        try
        {
            var keeper = catalogue.Keeper;
            engine = new GratisEngine(keeper.Current, asked.Options.Requests, PartsOf(books, edges), asked.Options.Spill, asked.Options.AutoRoute);
            keeper.Changed = snapshot => engine.Reconfigure(snapshot, keeper.Options.Requests, keeper.Options.Spill, keeper.Options.AutoRoute);
            return new EngineHouse(catalogue, engine, await catalogue.DiagnoseAsync(engine, books, cancel));
        }
        catch
        {
            engine?.Dispose();
            catalogue.Dispose();
            throw;
        }
    }

    /// <summary>Takes up another config; requests in flight finish under the old one.</summary>
    public void Configure(CatalogRequest asked)
    {
        Keeper.Configure(asked);
        Diagnosis.Follow();
    }

    /// <inheritdoc cref="CatalogueHouse.LookAroundAsync"/>
    public ValueTask LookAroundAsync(CancellationToken cancel) => _catalogue.LookAroundAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await Diagnosis.DisposeAsync();
        _catalogue.Keeper.Changed = null;
        Engine.Dispose();
        _catalogue.Dispose();
    }

    private static EngineParts PartsOf(EngineBooks books, HouseEdges edges) => new(edges.Time, edges.Chance, books.Health, edges.UserAgent)
    {
        Quotas = books.Quotas,
        Evidence = books.Evidence,
        Measures = books.Measures,
        CreateHandler = edges.CreateHandler,
    };
}
