using System.Reflection;
using Gratis.Catalog.Facts;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Composition;
using Gratis.Hosting.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Hosting.Client;

/// <summary>An embedded engine that is up, with its books and their database.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private static readonly string UserAgent =
        "gratis/" + (typeof(RunningEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0");

    private readonly EngineHouse _house;
    private readonly EngineBooks _books;
    private readonly OpenStores _stores;

    private RunningEngine(EngineHouse house, EngineBooks books, OpenStores stores) => (_house, _books, _stores) = (house, books, stores);

    public GratisEngine Engine => _house.Engine;

    public static async Task<RunningEngine> OpenAsync(GratisOptions options, CancellationToken cancel)
    {
        var outside = options.Edges;
        var edges = new HouseEdges(outside.Time ?? TimeProvider.System, outside.Chance, outside.Logging ?? NullLoggerFactory.Instance, UserAgent)
        {
            CreateHandler = outside.Http is { } http ? _ => http.Lend() : null,
        };
        var stores = outside.Storage is { } storage ? await storage.OpenAsync(edges.Time, edges.Logs, cancel) : OpenStores.None;
        EngineBooks? books = null;
        EngineHouse? house = null;
        try
        {
            books = await EngineBooks.OpenAsync(stores.Stores, edges.Time, edges.Chance, cancel);
            house = await EngineHouse.OpenAsync(BuiltInFacts.Load(), books, edges, new CatalogRequest(options, outside.Environment), cancel);
            await house.LookAroundAsync(cancel);
            return new RunningEngine(house, books, stores);
        }
        catch
        {
            await CloseAsync(house, books, stores);
            throw;
        }
    }

    public ValueTask DisposeAsync() => CloseAsync(_house, _books, _stores);

    private static async ValueTask CloseAsync(EngineHouse? house, EngineBooks? books, OpenStores stores)
    {
        if (house is not null)
            await house.DisposeAsync();
        books?.Dispose();
        if (stores.Owner is { } owner)
            await owner.DisposeAsync();
    }
}
