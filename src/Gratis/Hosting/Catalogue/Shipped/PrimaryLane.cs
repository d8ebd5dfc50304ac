using Gratis.Catalog;
using Gratis.Catalog.Ranking;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>Which routes may be in <c>primary</c> at all. Filters first, points after: no score buys a place for what may not serve.</summary>
internal static class PrimaryLane
{
    private const int LeastContext = 16_384;

    // Of how it fares; its quality and its context are judged anew.
    private static readonly string[] Fares = ["success", "expiring"];

    /// <summary>Whoever wants a place, with its points.</summary>
    /// <param name="ranked">The routes of the catalogue.</param>
    /// <param name="ranking">Says which of them are in trouble.</param>
    /// <param name="blocklist">The owner's.</param>
    public static IReadOnlyList<PrimaryEntry> Of(IReadOnlyList<Route> ranked, RankOrder ranking, PrimaryBlocklist blocklist)
    {
        var troubled = ranking.Routes.Where(place => !place.Route.IsHealthy).Select(place => place.Route.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. ranked.Where(route => Admits(route, blocklist)).Select(route => new PrimaryEntry(route.Id, Score(route).Total, !troubled.Contains(route.Id)))];
    }

    /// <summary>Free, a chat model, known to call tools, known to have room for them, and not blocked.</summary>
    public static bool Admits(Route route, PrimaryBlocklist blocklist) =>
        ShippedPools.IsFreeChat(route)
        && route is { Context: >= LeastContext, Dossier: not null }
        && route.Capabilities.Supported.HasFlag(Capability.Tools)
        && !blocklist.Blocks(route.Id, route.UpstreamId);

    /// <summary>The points of a route that is admitted.</summary>
    public static RouteScore Score(Route route) => PrimaryScore.Of(
        new PrimaryFacts(route.UpstreamId, route.Dossier!.Model, route.Dossier.Quality, route.Context!.Value)
        {
            Fares = [.. route.Dossier.Score.Parts.Where(part => Fares.Contains(part.Name))],
        });
}
