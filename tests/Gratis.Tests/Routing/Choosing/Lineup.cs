using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Routing.Choosing;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Tests.Routing.Choosing;

/// <summary>Free routes of given worth, and who leads among them.</summary>
internal sealed class Lineup
{
    public static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly HealthBook _health = new(new Random(1));
    private readonly List<Route> _routes = [];
    private readonly List<Pool> _pools = [];
    private readonly Dictionary<string, Provider> _providers = [];
    private RoutingTable? _table;

    public MeasureBook Measures { get; } = new();

    public IReadOnlyList<string> Favorites { get; init; } = [];

    /// <summary>Routes in order, as <c>a/m=70</c>; behind a <c>!</c> the owner placed it, behind <c>x3</c> it has three accounts.</summary>
    public Lineup Routes(params string[] routes)
    {
        foreach (var text in routes)
        {
            var (id, worth, rest) = Parse(text);
            var provider = ProviderOf(id[..id.IndexOf('/', StringComparison.Ordinal)], rest.Contains("x3", StringComparison.Ordinal) ? 3 : 1);
            _routes.Add(new Route(provider, id[(provider.Id.Length + 1)..])
            {
                Kind = ModelKind.Chat,
                IsFree = true,
                Context = rest.Contains("small", StringComparison.Ordinal) ? 1 : null,
                Dossier = new RouteDossier
                {
                    DisplayName = id,
                    Model = new ModelIdentity(id, ModelSize.Unknown, false, null),
                    Tier = ModelTier.Standard,
                    Quality = new ModelQuality(worth, "given", true),
                    Free = new FreeVerdict(true, FreeLayer.Owner, new Evidence(ClaimSource.Owner, "test", null, 1)),
                    Score = RouteScore.Of(new ScorePart("quality", worth, "given")),
                    FileWord = "",
                    IsPlaced = rest.Contains('!', StringComparison.Ordinal),
                    Claims = () => [],
                },
            });
        }

        return this;
    }

    public Lineup Pool(string name, PoolStrategy strategy, params (string Model, int Weight)[] targets)
    {
        _pools.Add(new Pool(name, strategy, [.. targets.Select(t => new PoolTarget(t.Model, t.Weight))], []));
        return this;
    }

    public ModelTarget Target(string name = "auto")
    {
        _table ??= new RoutingTable(
            new CatalogSnapshot([.. _providers.Values], _routes, _pools) { Favorites = Favorites },
            new RouteBooks(_health, new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), Measures));
        return _table.Resolve(name)!;
    }

    public Plan Plan(string name = "auto", ulong conversation = 0, Lot lot = default) =>
        Planner.Create(Target(name), new RequestNeeds(Operation.Chat, Capability.None) { Conversation = conversation, Lot = lot }, default, Now);

    public string Order(string name = "auto", ulong conversation = 0, Lot lot = default) => string.Join(' ', Plan(name, conversation, lot).Candidates.Select(c => c.Route.Id));

    public string Leader(string name = "auto", ulong conversation = 0, Lot lot = default) => Plan(name, conversation, lot).Candidates[0].Route.Id;

    /// <summary>How often each leads over so many conversations.</summary>
    public Dictionary<string, int> Shares(int conversations, string name = "auto") =>
        Enumerable.Range(1, conversations).Select(n => Leader(name, Conversation(n))).CountBy(id => id).ToDictionary();

    public void Strike(string route, Verdict verdict, TimeSpan? rest = null)
    {
        foreach (var candidate in Target(route).Slots[0].Candidates)
        {
            candidate.Health.TryEnter(Now, out var pass).ShouldBeTrue();
            candidate.Health.Record(pass, new Judgement(verdict, Reach.Route, rest is { } time ? Now + time : null, rest is null ? UntilSource.Guess : UntilSource.Header), Now);
        }
    }

    public void Heal(string route)
    {
        foreach (var candidate in Target(route).Slots[0].Candidates) candidate.Health.Reset();
    }

    /// <summary>So many calls of a route were served, with this time to the first token, and so many failed.</summary>
    public void Measured(string route, int served, double firstToken = 1, int failed = 0)
    {
        for (var i = 0; i < served; i++) Measures.Route(route).Served(TimeSpan.FromSeconds(firstToken), Now);
        for (var i = 0; i < failed; i++) Measures.Route(route).Failed(Now);
    }

    /// <summary>A conversation's key as they come: from a hash.</summary>
    public static ulong Conversation(int n) => StableHash.Of($"conversation {n}") | 1;

    private static (string Id, double Worth, string More) Parse(string text)
    {
        var parts = text.Split(' ');
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (parts[0], 50, string.Concat(parts[1..]))
            : (parts[0][..equals], double.Parse(parts[0][(equals + 1)..], System.Globalization.CultureInfo.InvariantCulture), string.Concat(parts[1..]));
    }

    private Provider ProviderOf(string id, int accounts)
    {
        if (_providers.TryGetValue(id, out var known)) return known;
        return _providers[id] = new Provider
        {
            Id = id,
            BaseUrl = new Uri($"http://{id}.test/v1"),
            ChatUrl = new Uri($"http://{id}.test/v1/chat/completions"),
            Accounts = [.. Enumerable.Range(1, accounts).Select(n => new Account($"{id}#{n}", $"key-{id}-{n}"))],
        };
    }
}
