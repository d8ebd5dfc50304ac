using Gratis.Catalog;
using Gratis.Catalog.Ranking;

namespace Gratis.Hosting.Catalogue;

/// <summary>The ranking of a catalogue's routes: those that serve before those that were merely found.</summary>
internal static class RouteRanking
{
    // A route that hardly ever serves is no incumbent to be protected.
    private const double LeastSuccess = 0.5;

    public static RankOrder Order(IReadOnlyList<Route> routes, CatalogKnowledge knowledge)
    {
        var places = knowledge.Edits.Order.Index().DistinctBy(place => place.Item, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(place => place.Item, place => place.Index, StringComparer.OrdinalIgnoreCase);
        var inputs = new List<RankInput>(routes.Count);
        for (var i = 0; i < routes.Count; i++)
        {
            if (routes[i] is { State: not RouteState.Found, Dossier: { } dossier } route)
            {
                inputs.Add(new RankInput(route.Id, dossier.Score, i)
                {
                    IsHealthy = route.State == RouteState.Enabled && dossier.MissingSince is null && !Fails(route, knowledge),
                    OwnerPlace = places.TryGetValue(route.Id, out var place) ? place : null,
                });
            }
        }

        return Ranker.Order(inputs, knowledge.Ranking);
    }

    /// <summary>The routes in the order of the ranking; what is not ranked follows as it was found.</summary>
    public static IReadOnlyList<Route> Sort(IReadOnlyList<Route> routes, RankOrder ranking)
    {
        var byId = routes.ToDictionary(route => route.Id, StringComparer.OrdinalIgnoreCase);
        return [.. ranking.Routes.Select(ranked => byId[ranked.Route.Id]), .. routes.Where(route => route.State == RouteState.Found)];
    }

    private static bool Fails(Route route, CatalogKnowledge knowledge) =>
        knowledge.Measures?.Find(route.Id)?.Read(knowledge.Now).Success is { High: < LeastSuccess };
}
