using Gratis.Catalog;
using Gratis.Health;
using Gratis.Hosting;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.AspNetCore.Providers;

/// <summary>How a provider stands with its routes: as the best of them does.</summary>
internal static class ProviderStanding
{
    public static (RouteStanding Whole, IReadOnlyList<(Route Route, RouteStanding Standing)> Routes) Of(
        GratisEngine engine, RoutingTable table, Provider provider, IEnumerable<Route> routes, DateTimeOffset now)
    {
        (Route Route, RouteStanding Standing)[] standings = [.. routes.Select(route => (route, StandingOf(table, route, now)))];
        var whole = standings.Length > 0 ? RouteStanding.Best(standings.Select(static one => one.Standing))
            : provider.IsOpenEnded ? StandingOf(engine.Health, provider, now)
            : new RouteStanding(Standing.Gone, "it lists no model");
        return (whole, standings);
    }

    private static RouteStanding StandingOf(RoutingTable table, Route route, DateTimeOffset now) =>
        table.Resolve(route.Id) is { Slots: [var slot, ..] } ? RouteStanding.Of(slot, now) : default;

    /// <summary>A provider that serves whatever it is asked for stands as it and the best of its accounts do.</summary>
    private static RouteStanding StandingOf(HealthBook health, Provider provider, DateTimeOffset now)
    {
        var whole = RouteStanding.Of(health, Reach.Provider, provider.Id, now);
        return whole.IsAvailable ? RouteStanding.Best(provider.Accounts.Select(account => RouteStanding.Of(health, Reach.Account, account.Id, now))) : whole;
    }
}
