using Gratis.Catalog;
using Gratis.Catalog.Ranking;

namespace Gratis.Hosting.Catalogue;

/// <summary>The ranking of a catalogue's routes: those that serve before those that were merely found, unless the owner placed them.</summary>
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
            var (route, isPlaced) = (routes[i], places.TryGetValue(routes[i].Id, out var place));
            if (route.Dossier is { } dossier && (isPlaced || route.State != RouteState.Found))
            {
                inputs.Add(new RankInput(route.Id, dossier.Score, i)
                {
                    IsHealthy = route.State == RouteState.Enabled && dossier.MissingSince is null && !Fails(route, knowledge),
                    OwnerPlace = isPlaced ? place : null,
                });
            }
        }

        return Ranker.Order(places.ContainsKey(OwnerEditsSnapshot.Rest) ? Lead(inputs) : inputs, knowledge.Ranking);
    }

    /// <summary>The owner put these before all others, whatever those score by now.</summary>
    private static List<RankInput> Lead(List<RankInput> inputs)
    {
        var best = inputs.Where(route => route.OwnerPlace is null).Select(route => route.Score.Total).DefaultIfEmpty().Max();
        return inputs.ConvertAll(route => route.OwnerPlace is null ? route : route with { LeastWorth = best + Ranker.Margin });
    }

    /// <summary>The routes in the order of the ranking; what is not ranked follows as it was found.</summary>
    public static IReadOnlyList<Route> Sort(IReadOnlyList<Route> routes, RankOrder ranking)
    {
        var byId = routes.ToDictionary(route => route.Id, StringComparer.OrdinalIgnoreCase);
        Route[] ranked = [.. ranking.Routes.Select(place => byId[place.Route.Id])];
        return [.. ranked, .. routes.Except(ranked)];
    }

    private static bool Fails(Route route, CatalogKnowledge knowledge) =>
        knowledge.Measures?.Find(route.Id)?.Read(knowledge.Now).Success is { High: < LeastSuccess };
}
