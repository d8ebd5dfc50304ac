using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Ranking;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Catalog.Ranking;

/// <summary>Two rankings of a world that changes between them: routes come, go, fall ill and change their scores; the owner's order stays.</summary>
public sealed class RankerProperties
{
    [Fact]
    public void An_order_holds_every_route_once() => Check(static world =>
        world.After.Routes.Select(route => route.Route.Id).Order(StringComparer.Ordinal)
            .SequenceEqual(world.Routes.Select(route => route.Id).Order(StringComparer.Ordinal)));

    [Fact]
    public void Ranking_again_moves_nothing() => Check(static world =>
        Ids(Ranker.Order(world.Routes, world.After)).SequenceEqual(Ids(world.After)));

    [Fact]
    public void In_which_sequence_routes_are_handed_in_does_not_matter() => Check(static world =>
    {
        RankInput[] shuffled = [.. world.Routes];
        world.Random.Shuffle(shuffled);
        return Ids(Ranker.Order(shuffled, world.Before)).SequenceEqual(Ids(world.After));
    });

    [Fact]
    public void The_owners_order_is_kept() => Check(static world =>
    {
        int[] places = [.. world.After.Routes.Where(route => route.IsNamed).Select(route => route.Route.OwnerPlace!.Value)];
        return places.SequenceEqual(places.Order());
    });

    [Fact]
    public void No_two_that_were_there_before_change_places_within_the_margin() => Check(static world =>
    {
        Dictionary<string, int> former = Places(world.Before);
        RankedRoute[] order = [.. world.After.Routes.Where(route => former.ContainsKey(route.Route.Id))];
        for (int upper = 0; upper < order.Length; upper++)
        {
            for (int lower = upper + 1; lower < order.Length; lower++)
            {
                bool swapped = former[order[lower].Route.Id] < former[order[upper].Route.Id];
                if (swapped && !order[upper].Beats(order[lower])) return false;
            }
        }

        return true;
    });

    [Fact]
    public void No_route_stands_right_behind_one_that_it_beats() => Check(static world =>
    {
        for (int place = 1; place < world.After.Routes.Length; place++)
        {
            if (world.After.Routes[place].Beats(world.After.Routes[place - 1])) return false;
        }

        return true;
    });

    [Fact]
    public void A_newcomer_stands_before_the_first_that_is_worth_less_unless_the_owner_named_it() => Check(static world =>
    {
        Dictionary<string, int> former = Places(world.Before);
        for (int place = 0; place < world.After.Routes.Length; place++)
        {
            RankedRoute own = world.After.Routes[place];
            if (own.IsNamed || former.ContainsKey(own.Route.Id)) continue;
            if (world.After.Routes.Take(place).Any(above => above.Worth < own.Worth)) return false;
            if (place + 1 < world.After.Routes.Length && world.After.Routes[place + 1].Worth > own.Worth) return false;
        }

        return true;
    });

    [Fact]
    public void Without_past_and_owner_it_is_sorted_by_score() => Check(static world =>
    {
        double[] scores = [.. Ranker.Order([.. world.Routes.Select(route => route with { OwnerPlace = null })], RankOrder.Empty)
            .Routes.Select(route => route.Route.Score.Total)];
        return scores.SequenceEqual(scores.OrderDescending());
    });

    private static void Check(Func<World, bool> holds) =>
        Prop.ForAll(Properties.Seeds, seed => holds(World.Of(new Random(seed)))).Check(Properties.Config.WithMaxTest(2000));

    private static IEnumerable<string> Ids(RankOrder order) => order.Routes.Select(route => route.Route.Id);

    private static Dictionary<string, int> Places(RankOrder order) =>
        order.Routes.Select((route, place) => (route.Route.Id, place)).ToDictionary(each => each.Id, each => each.place);

    private sealed record World(Random Random, RankInput[] Routes, RankOrder Before, RankOrder After)
    {
        public static World Of(Random random)
        {
            // Small numbers: most pairs lie around the margin, and many scores are equal.
            int size = random.Next(1, 14);
            int range = random.Next(1, 40);
            int named = random.Next(3) == 0 ? 0 : random.Next(100);
            int[] places = [.. Enumerable.Range(0, size)];
            random.Shuffle(places);
            RankInput[] all =
            [
                .. Enumerable.Range(0, size).Select(n => new RankInput("r" + n, Score(), random.Next(3))
                {
                    OwnerPlace = random.Next(100) < named ? places[n] : null,
                }),
            ];
            RankOrder before = RankOrder.Empty;
            RankInput[] routes = all;
            for (int turns = random.Next(1, 4); turns > 0; turns--)
            {
                before = Ranker.Order(routes, before);
                routes = [.. Present()];
            }

            return new World(random, routes, before, Ranker.Order(routes, before));

            IEnumerable<RankInput> Present() => all.Where(_ => random.Next(4) > 0)
                .Select(route => route with { Score = Score(), IsHealthy = random.Next(5) > 0 });

            RouteScore Score() => RouteScore.Of(new ScorePart("quality", random.Next(range), "a test"));
        }
    }
}
