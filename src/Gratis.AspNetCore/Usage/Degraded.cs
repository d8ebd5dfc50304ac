using Gratis.AspNetCore.Providers;
using Gratis.Hosting;
using Gratis.Routing;

namespace Gratis.AspNetCore.Usage;

/// <summary>Something that does not answer as it should.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Route">One of its routes; null: all of it.</param>
/// <param name="Stand">How it stands.</param>
internal readonly record struct Degraded(string Provider, string? Route, RouteStanding Stand)
{
    /// <summary>Providers that cannot be asked at all, then routes that cannot or are asked last; no more than so many.</summary>
    public static IReadOnlyList<Degraded> Of(GratisEngine engine, int most)
    {
        var (routes, now) = (engine.Routes, engine.Time.GetUtcNow());
        var (providers, single) = (new List<Degraded>(), new List<Degraded>());
        foreach (var provider in routes.Catalog.Routes.GroupBy(route => route.Provider.Id, StringComparer.OrdinalIgnoreCase))
        {
            var all = provider.Select(route => new Degraded(provider.Key, route.Id, StandingOf(routes, route.Id, now))).ToList();
            var best = RouteStanding.Best(all.Select(one => one.Stand));
            if (!best.IsAvailable)
                providers.Add(new Degraded(provider.Key, null, best));
            else
                single.AddRange(all.Where(one => one.Stand.Standing != Standing.Ok));
        }

        return [.. providers.Concat(single).Take(most)];
    }

    private static RouteStanding StandingOf(RoutingTable routes, string route, DateTimeOffset now) =>
        routes.Resolve(route) is { Slots: [var slot, ..] } ? RouteStanding.Of(slot, now) : default;
}
