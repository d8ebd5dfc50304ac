namespace Gratis.Catalog.Ranking;

/// <summary>What the owner's order makes of the routes that it names.</summary>
internal static class OwnersOrder
{
    /// <summary>
    /// The named routes in the owner's order. Whoever is put before another must be worth at least as much in the owner's eyes, whatever
    /// it scores: with worths that only ever fall along the order, no rule that goes by worth can turn two of them round, and a route
    /// that the owner did not name finds one place among them.
    /// </summary>
    public static RankedRoute[] Of(IEnumerable<RankInput> routes)
    {
        RankInput[] named =
        [
            .. routes.Where(route => route.OwnerPlace is not null)
                .OrderBy(route => route.OwnerPlace)
                .ThenBy(route => route.Position)
                .ThenBy(route => route.Id, StringComparer.OrdinalIgnoreCase),
        ];
        var order = new RankedRoute[named.Length];
        double worth = double.NegativeInfinity;
        for (int place = named.Length - 1; place >= 0; place--)
        {
            worth = Math.Max(worth, Math.Max(named[place].Score.Total, named[place].LeastWorth));
            order[place] = new RankedRoute(named[place], worth);
        }

        return order;
    }
}
