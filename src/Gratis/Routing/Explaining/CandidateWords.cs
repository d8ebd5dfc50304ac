using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Catalog.Limits;
using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing.Fitting;
using Gratis.Routing.Lanes;
using Gratis.Upstream.Verdicts;

namespace Gratis.Routing.Explaining;

/// <summary>Why a candidate stands where it stands in its plan.</summary>
internal sealed class CandidateWords(CatalogSnapshot catalog, Plan plan, RequestNeeds needs, RequestSize size, DateTimeOffset now)
{
    private readonly LanePlaces _places = new(plan.Target);
    private readonly Dictionary<Route, int> _ranks = catalog.Routes.Index().ToDictionary(at => at.Item, at => at.Index + 1);

    /// <param name="candidate">The candidate.</param>
    /// <param name="index">Its place in the plan, from 0.</param>
    public IEnumerable<string> Of(Candidate candidate, int index)
    {
        var route = candidate.Route;
        yield return _places.Of(route);
        if (_ranks.TryGetValue(route, out var rank))
            yield return $"rank {rank} of {_ranks.Count}";
        if (FavoriteOrder.PlaceOf(route, catalog.Favorites) is { } favorite)
            yield return $"number {favorite} of the owner's favourites";
        yield return Cost(candidate);
        if (plan.IsPaid(index))
            yield return "paid: only inside the owner's budget, after everything else";
        foreach (var words in Fit.Words(Fit.Of(route, needs, size)))
            yield return words;
        if (route.Provider.Accounts.Count > 1)
            yield return $"on account {candidate.Account.Id}, one of {route.Provider.Accounts.Count}";
        if (Tightest(candidate.Quotas) is { } quota)
            yield return quota;
        if (Trouble(candidate.Health) is { } trouble)
            yield return trouble;
        if (Rest(route) is { } rest)
            yield return rest;
    }

    private static string Cost(Candidate candidate)
    {
        var route = candidate.Route;
        if (candidate.IsFreeNoMore)
            return "was free, and has charged for a call";
        return route switch
        {
            { Provider.IsLocal: true } => "runs on own hardware",
            { Dossier.Free: { } free } => $"{(free.IsFree ? "free" : "not free")} by {free.Layer.Spell()}: {free.Evidence.From}",
            { IsFree: true } => "free",
            _ => "not proven free",
        };
    }

    /// <summary>The pool of which least is left for its size.</summary>
    private static string? Tightest(QuotaSet quotas)
    {
        PoolReport? tightest = null;
        foreach (var pool in quotas.Pools)
        {
            if (pool.Report() is { Amount: > 0, Remaining: not null } report && !(tightest is not null && ShareOf(report) >= ShareOf(tightest)))
                tightest = report;
        }

        return tightest is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{tightest.Remaining} of {tightest.Amount} {Unit(tightest)} left in {tightest.Name.Id}{Until(tightest.ResetsAt)}");
    }

    private static double ShareOf(PoolReport pool) => (double)pool.Remaining!.Value / pool.Amount!.Value;

    private static string Unit(PoolReport pool) => pool.Limit.Metric switch
    {
        QuotaMetric.Concurrency => "calls at once",
        QuotaMetric.Credits => "billionths of a dollar",
        var metric => metric.Spell().Replace('_', ' '),
    };

    private static string Until(DateTimeOffset? reset) =>
        reset is { } at ? string.Create(CultureInfo.InvariantCulture, $" until {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z") : "";

    private string? Trouble(RouteHealth health) => health.Look(now) switch
    {
        Gate.Trouble when health.Obstacle(now)?.Cooldown is { } cooldown => $"in trouble ({Rejection.WordsOf(cooldown)}), so behind all that is well",
        Gate.Trouble => "in trouble, so behind all that is well",
        Gate.TrialFree => "its rest has ended: the next call is its trial",
        _ => null,
    };

    /// <summary>What its own pool thinks of it, whatever others do.</summary>
    private string? Rest(Route route)
    {
        var lane = _places.LaneOf(route);
        return lane.Rests?.RestOf(route, now) is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"the pool '{lane.Name}' leaves it alone{Until(until)}: {lane.Rests.AllowedFails} of its calls failed in a row (allowed_fails). It is asked when nothing else can answer")
            : null;
    }
}
