using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using Gratis.Upstream;
using SimulatedWorld = Gratis.Simulator.World;

namespace Gratis.Tests.Hosting.Month;

/// <summary>
/// The engine with everything around it, as the program composes it, before a simulated world. Closed and opened again it is a restart.
/// Diagnosis is left out: what is shown here must not need its probes, and its runs take turns on other threads than virtual time's.
/// </summary>
internal sealed class MonthHouse : IAsyncDisposable
{
    private static readonly RequestLimits Limits = new();

    // A month of rankings every five minutes would be nearly all that this takes.
    private static readonly TimeSpan Reranking = TimeSpan.FromHours(3);

    private readonly MonthBooks _books;
    private readonly UpstreamConnections _connections;

    private MonthHouse(MonthBooks books, UpstreamConnections connections, DiscoveryService discovery, CatalogKeeper keeper, GratisEngine engine)
    {
        (_books, _connections, Discovery, Keeper, Engine) = (books, connections, discovery, keeper, engine);
    }

    public DiscoveryService Discovery { get; }

    public CatalogKeeper Keeper { get; }

    public GratisEngine Engine { get; }

    public OwnerEdits Edits => _books.Edits;

    /// <summary>As a newcomer configures it: known providers, their addresses, their keys.</summary>
    public static GratisOptions OptionsOf(SimulatedWorld world)
    {
        var options = new GratisOptions();
        foreach (var provider in world.Providers)
        {
            var asked = new ProviderOptions { BaseUrl = provider.InProcessUrl.ToString() };
            foreach (var key in provider.Keys)
                asked.ApiKeys.Add(key);
            options.Providers[provider.Id] = asked;
        }

        return options;
    }

    public static async Task<MonthHouse> OpenAsync(string folder, SimulatedWorld world, VirtualTime time, int seed, RecordingLog<CatalogKeeper> log)
    {
        var books = await MonthBooks.OpenAsync(folder, time, seed);
        var parts = new EngineParts(time, new Random(seed), books.Health, "gratis/test")
        {
            Quotas = books.Quotas, Evidence = books.Evidence, Measures = books.Measures, CreateHandler = _ => new WorldNetwork(world),
        };
        var connections = new UpstreamConnections(parts.CreateHandler);
        var edges = new DiscoveryEdges(time, parts.Random, connections, parts.UserAgent, log) { Store = books.Listings };
        var discovery = await DiscoveryService.OpenAsync(edges, CancellationToken.None);
        var memory = new RankingMemory(books.Settings, log);
        var keeper = new CatalogKeeper(
            new CatalogParts(BuiltInFacts.Load(), time, books.Evidence, books.Measures, discovery, books.Edits, log)
            {
                Ranking = await memory.LoadAsync(CancellationToken.None),
                Memory = memory,
                Reranking = Reranking,
            },
            new CatalogRequest(OptionsOf(world), _ => null));
        var engine = new GratisEngine(keeper.Current, Limits, parts);
        keeper.Changed = snapshot => engine.Reconfigure(snapshot, Limits);

        // At a first start the first lists come in before the first request.
        if (discovery.Listings.IsEmpty)
            await Task.Delay(DiscoverySchedule.FirstSpread, time, CancellationToken.None);
        keeper.Rebuild();
        return new MonthHouse(books, connections, discovery, keeper, engine);
    }

    /// <summary>The routes behind a name, in the order in which they are asked.</summary>
    public string[] Lane(string name) => [.. Engine.Routes.Resolve(name)?.Slots.Select(slot => slot.Route.Id) ?? []];

    public async Task<MonthAnswer> AskAsync(MonthAsk ask)
    {
        await using var answer = await Engine.SendAsync(World.Request(ask.Model, ask.Stream, members: ask.Tools ? MonthAsk.ToolsMember : ""), CancellationToken.None);
        if (answer.IsStream)
            await answer.CopyToAsync(new ClientPipe(), CancellationToken.None);
        return new MonthAnswer(ask, answer.Status, answer.Error?.Code, answer.Error?.Message, answer.Candidate?.Route.Id, answer.Trail.ToString(), answer.Trail.Count);
    }

    public async ValueTask DisposeAsync()
    {
        Keeper.Dispose();
        Discovery.Dispose();
        _connections.Dispose();
        Engine.Dispose();
        await _books.DisposeAsync();
    }
}
