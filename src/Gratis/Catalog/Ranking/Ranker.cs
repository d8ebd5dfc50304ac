using System.Collections.Immutable;

namespace Gratis.Catalog.Ranking;

/// <summary>
/// Puts routes in order: the best first, the owner's order kept, and nobody moved for a trifle.
/// <para>
/// "Better by the margin" is no order: of three routes at 50, 53 and 56 the last beats the first, but neither the one between. So
/// nothing is sorted by it. The former order is walked from its top and each route rises past neighbours for as long as it beats the
/// next one. What comes out holds no neighbours of which the lower beats the upper, hence walking it again moves nothing; and since a
/// route only passes what it beats, no two change places within the margin.
/// </para>
/// <para>
/// Routes that are new have nothing to keep, so they go where their worth puts them: before the first that is worth less. That
/// breaks neither property: the one above is worth no less, the one below no more. A place that was kept is one step each, so
/// the walk is linear unless everything turns round at once.
/// </para>
/// </summary>
internal static class Ranker
{
    /// <summary>
    /// By how much a route must lead to rise past another. A twentieth of the scale: more than one failed call takes, or a first token
    /// that comes four times as late; less than what lies between a model and its successor.
    /// </summary>
    public const double Margin = 5;

    /// <summary>The order of all these routes and no others.</summary>
    public static RankOrder Order(IReadOnlyList<RankInput> routes, RankOrder previous)
    {
        RankedRoute[] named = OwnersOrder.Of(routes);
        var now = new Dictionary<string, RankedRoute>(routes.Count, StringComparer.OrdinalIgnoreCase);
        foreach (RankInput route in routes) now.Add(route.Id, new RankedRoute(route, route.Score.Total));

        var incumbents = new HashSet<string>(previous.Routes.Length, StringComparer.OrdinalIgnoreCase);
        foreach (RankedRoute former in previous.Routes)
        {
            if (now.ContainsKey(former.Route.Id)) incumbents.Add(former.Route.Id);
        }

        List<RankedRoute> order = Walk(previous, now, named.Where(route => incumbents.Contains(route.Route.Id)));
        order = AddNamed(order, named, incumbents);
        IEnumerable<RankedRoute> newcomers = now.Values.Where(route => !route.IsNamed && !incumbents.Contains(route.Route.Id));
        return new RankOrder(AddUnnamed(order, newcomers));
    }

    /// <summary>
    /// The incumbents. Places that named ones held are held by named ones again, in the order that the owner wants by now.
    /// </summary>
    private static List<RankedRoute> Walk(RankOrder previous, Dictionary<string, RankedRoute> now, IEnumerable<RankedRoute> named)
    {
        using IEnumerator<RankedRoute> nextNamed = named.GetEnumerator();
        var order = new List<RankedRoute>(now.Count);
        foreach (RankedRoute former in previous.Routes)
        {
            if (!now.TryGetValue(former.Route.Id, out RankedRoute route)) continue;
            if (route.IsNamed && nextNamed.MoveNext()) route = nextNamed.Current;

            int place = order.Count;
            while (place > 0 && route.Beats(order[place - 1])) place--;
            order.Insert(place, route);
        }

        return order;
    }

    /// <summary>New ones that the owner named: where worth puts them, between those named before and those named after them.</summary>
    private static List<RankedRoute> AddNamed(List<RankedRoute> incumbents, RankedRoute[] named, HashSet<string> known)
    {
        var order = new List<RankedRoute>(incumbents.Capacity);
        int next = 0;
        foreach (RankedRoute incumbent in incumbents)
        {
            while (next < named.Length &&
                   (incumbent.IsNamed || named[next].Worth > incumbent.Worth) &&
                   !known.Contains(named[next].Route.Id))
                order.Add(named[next++]);
            if (incumbent.IsNamed) next++;
            order.Add(incumbent);
        }

        order.AddRange(named.AsSpan(next));
        return order;
    }

    private static ImmutableArray<RankedRoute> AddUnnamed(List<RankedRoute> others, IEnumerable<RankedRoute> newcomers)
    {
        RankedRoute[] best =
        [
            .. newcomers
                .OrderByDescending(route => route.Worth)
                .ThenBy(route => route.Route.Position)
                .ThenBy(route => route.Route.Id, StringComparer.OrdinalIgnoreCase),
        ];
        var order = ImmutableArray.CreateBuilder<RankedRoute>(others.Count + best.Length);
        int next = 0;
        foreach (RankedRoute other in others)
        {
            while (next < best.Length && best[next].Worth > other.Worth) order.Add(best[next++]);
            order.Add(other);
        }

        order.AddRange(best.AsSpan(next));
        return order.MoveToImmutable();
    }
}
