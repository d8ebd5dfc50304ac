using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Routing;

/// <summary>A route on one account: what a single attempt calls. What only an attempt needs is made by the first one: of thousands of routes few are called.</summary>
internal sealed class Candidate(Route route, Account account, RouteBooks books)
{
    private byte[]? _modelLiteral;

    public Route Route { get; } = route;

    public Account Account { get; } = account;

    /// <summary>The same for this route on this account in every process and after every restart.</summary>
    public ulong Key { get; } = StableHash.Of(route.Id) ^ (StableHash.Of(account.Books) * 31);

    /// <summary>Everything that can stand in its way.</summary>
    public RouteHealth Health { get; } = books.Health.Route(route.Provider.Id, account.Id, route.Id, account.Fingerprint);

    /// <summary>Everything that a call to it draws on.</summary>
    public QuotaSet Quotas { get; } = books.Quotas.SetFor(route, account);

    /// <summary>What was found out about its route.</summary>
    public RouteEvidence Evidence { get; } = books.Evidence.Of(route.Id);

    /// <summary>How its route fares.</summary>
    public RouteMeasure Measure => field ??= books.Measures.Route(Route.Id);

    /// <summary>It was free when the catalogue was made, and has charged for a call since.</summary>
    public bool IsFreeNoMore => Route.IsFree && Evidence.IsBilled;

    /// <summary>The upstream's model id as a JSON literal, ready to be spliced.</summary>
    public ReadOnlyMemory<byte> ModelLiteral => _modelLiteral ??= JsonLiteral.Of(Route.UpstreamId);

    /// <summary>What the route does not take.</summary>
    public ParameterSet Refused { get; } = route.RejectedParameters.Count == 0 ? ParameterSet.Empty : new ParameterSet(route.RejectedParameters);

    /// <summary>How it is asked to search the web, where it has a form of its own for that.</summary>
    public SearchForm? SearchForm => Route.Search is { Overlay: { } overlay } ? field ??= new SearchForm(overlay) : null;

    /// <summary>The route's id, fit for a header.</summary>
    public string HeaderRoute => field ??= HeaderText.Encode(Route.Id);

    /// <summary>The upstream's own model id, fit for a header.</summary>
    public string HeaderModel => field ??= HeaderText.Encode(Route.UpstreamId);

    /// <summary>The trail of a request that this candidate served at the first try; ready, because most are.</summary>
    public string ServedTrail => field ??= HeaderRoute + "=" + Verdict.Served.Spell();

    public override string ToString() => $"{Route.Id} on {Account.Id}";
}
