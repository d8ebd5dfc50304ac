using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Dispatch;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Hosting.Balances;
using Gratis.Hosting.Classifying;
using Gratis.Hosting.Options;
using Gratis.Quotas;
using Gratis.Quotas.Estimates;
using Gratis.Routing;
using Gratis.Routing.Choosing;
using Gratis.Routing.Explaining;
using Gratis.Routing.Pools;
using Gratis.Routing.Tiers;
using Gratis.Upstream;
using Gratis.Upstream.Verdicts;

namespace Gratis.Hosting;

/// <summary>The engine: catalogue, health and dispatch behind one door. Reconfigured by swapping a snapshot.</summary>
internal sealed class GratisEngine : IDisposable
{
    private readonly Dispatcher _dispatcher;
    private readonly UpstreamConnections _connections;
    private readonly WaitRoom _room;
    private readonly DispatchBooks _books;
    private readonly BalanceAsker _balances;
    private readonly PoolBook _pools = new();
    private readonly TierAnswers _tierAnswers;
    private readonly string _requestIdPrefix;
    private volatile EngineSnapshot _current;
    private long _requests;

    public GratisEngine(CatalogSnapshot catalog, RequestLimits limits, EngineParts parts, SpillOptions? spill = null, AutoRouteOptions? autoRoute = null)
    {
        Time = parts.Time;
        _connections = new UpstreamConnections(parts.CreateHandler);
        Health = parts.Health;
        _requestIdPrefix = "req-" + parts.Random.Next().ToString("x8", CultureInfo.InvariantCulture) + "-";
        Quotas = parts.Quotas;
        Evidence = parts.Evidence;
        Measures = parts.Measures;
        _room = new WaitRoom(parts.Time);
        Quotas.Freed = _room.Serve;
        _balances = new BalanceAsker(Quotas, _connections, parts.Time, parts.UserAgent);
        _books = new DispatchBooks(Quotas, new TokenEstimator(), _room, new Lots(new Random(parts.Random.Next())), parts.Time);
        _dispatcher = new Dispatcher(new AttemptRunner(_connections, parts.Time, parts.UserAgent), _books);
        _tierAnswers = new TierAnswers(parts.Time);
        _current = Snapshot(catalog, limits, spill, autoRoute);
    }

    public TimeProvider Time { get; }

    public HealthBook Health { get; }

    /// <summary>The books of all quotas.</summary>
    public QuotaLedger Quotas { get; }

    /// <summary>What was found out about routes.</summary>
    public EvidenceBook Evidence { get; }

    /// <summary>Requests that wait for quota right now.</summary>
    public int Waiting => _room.Count;

    public RequestLimits Limits => _current.Limits;

    public RoutingTable Routes => _current.Routes;

    /// <summary>How <c>auto</c> chooses a tier; null: it does not.</summary>
    public TierPolicy? Tiers => _current.Tiers;

    /// <summary>Requests that hold a place right now.</summary>
    public int InFlight => _current.Admission.InUse;

    public string NextRequestId() => _requestIdPrefix + Interlocked.Increment(ref _requests).ToString("x", CultureInfo.InvariantCulture);

    /// <summary>One request in, one committed answer out. The caller disposes the answer.</summary>
    public ValueTask<Answer> SendAsync(GatewayRequest request, CancellationToken client) => _dispatcher.SendAsync(_current, request, client);

    /// <summary>What a request is likely to cost with the first of the routes behind its name.</summary>
    public TokenEstimate Estimate(GatewayRequest request)
    {
        var name = request.Facts.Model(request.Body.Span);
        var route = Routes.Resolve(name) is { Slots: [var slot, ..] } ? slot.Route : null;
        return _books.Estimator.Estimate(request.Facts, route?.Id ?? name, request.Client, route?.MaxOutput);
    }

    /// <summary>Where a request would go now, and why; null when nobody serves what it asks for. Nothing is sent, reserved or turned by that.</summary>
    public Explanation? Explain(GatewayRequest request)
    {
        var engine = _current;
        if (engine.Routes.Resolve(request.Facts.Model(request.Body.Span)) is not { } target)
            return null;
        var tier = engine.Tiers?.Look(target, request.Body.Span, request.Facts)?.Tier;
        return new Foresight(engine.Routes.Catalog, engine.Spill, Quotas, Time.GetUtcNow())
            .Explain(target, request, PlanWalk.NeedsOf(engine, request, tier), _books.SizeOf(request));
    }

    /// <summary>The last requests and what became of them.</summary>
    public RequestLog Log => _books.Log;

    /// <summary>What the routes' own calls say of them.</summary>
    public MeasureBook Measures { get; }

    /// <summary>Takes a new catalogue, limits, budget and rules of <c>auto</c>; requests in flight finish under the old ones.</summary>
    public void Reconfigure(CatalogSnapshot catalog, RequestLimits limits, SpillOptions? spill = null, AutoRouteOptions? autoRoute = null)
    {
        _current = Snapshot(catalog, limits, spill, autoRoute);
        Health.Retain(_current.Routes.KnowsCell, Time.GetUtcNow());

        // What was said of a model being gone is forgotten when it is there again: its wall must not outlast that.
        Health.Lift(Verdict.ModelGone, route => Evidence.Find(route)?.Find(LearnedTopics.Gone) is null);
        Quotas.Retain(_current.Routes.KnownPools());
        _balances.Retain(catalog);
    }

    public void Dispose()
    {
        _balances.Dispose();
        _room.Dispose();
        _connections.Dispose();
        _current.Admission.Dispose();
    }

    private EngineSnapshot Snapshot(CatalogSnapshot catalog, RequestLimits limits, SpillOptions? spill, AutoRouteOptions? autoRoute)
    {
        spill ??= new SpillOptions();
        Health.FirstRest = limits.Cooldown;

        // The places in use outlive a reload that does not change their rules.
        var admission = _current is { } old && AdmissionGate.SameRules(old.Limits, limits) ? old.Admission : new AdmissionGate(limits, Time);
        var snapshot = new EngineSnapshot(
            new RoutingTable(catalog, new RouteBooks(Health, Quotas, Evidence, Measures) { Pools = _pools }),
            limits, admission, SpillBudget.Of(spill, Quotas));
        return AutoRouting.Add(autoRoute, snapshot, _dispatcher, _tierAnswers, Time);
    }
}

/// <summary>The edges of the engine: time, chance, memory of health, the network.</summary>
internal sealed record EngineParts(TimeProvider Time, Random Random, HealthBook Health, string UserAgent)
{
    /// <summary>The books of all quotas; without a store they live as long as the process.</summary>
    public QuotaLedger Quotas { get; init; } = new(Time);

    /// <summary>What was found out about routes; without a store it lives as long as the process.</summary>
    public EvidenceBook Evidence { get; init; } = new(Time);

    /// <summary>What the routes' own calls say of them; without a store it lives as long as the process.</summary>
    public MeasureBook Measures { get; init; } = new();

    /// <summary>Replaces the network for a provider; null, or null for it: real connections.</summary>
    public Func<Provider, HttpMessageHandler?>? CreateHandler { get; init; }
}
