using Gratis.Catalog;
using Gratis.Routing.Choosing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Routing.Choosing;

/// <summary>Measures among equals.</summary>
public sealed class EvidenceTests
{
    private const int Many = 400;

    [Fact]
    public void Without_a_lot_and_without_measures_the_order_stands()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m");
        lineup.Measured("b/m", 50, 0.1);
        lineup.Order().ShouldBe("a/m b/m c/m");
        Led(new Lineup().Routes("a/m", "b/m", "c/m")).ShouldBe([("a/m", Many)]);
    }

    [Fact]
    public void A_route_that_is_plainly_quicker_leads()
    {
        var lineup = new Lineup().Routes("a/m", "b/m");
        lineup.Measured("a/m", 50, 4);
        lineup.Measured("b/m", 50, 0.5);
        Led(lineup).ShouldBe([("b/m", Many)]);
        lineup.Order(lot: new Lot(1, false)).ShouldBe("b/m a/m");
    }

    [Fact]
    public void A_route_that_plainly_serves_more_often_leads()
    {
        var lineup = new Lineup().Routes("a/m", "b/m");
        lineup.Measured("a/m", 20, 1, failed: 20);
        lineup.Measured("b/m", 40, 1);
        Led(lineup).ShouldBe([("b/m", Many)]);
    }

    [Fact]
    public void A_trifle_moves_nobody()
    {
        var lineup = new Lineup().Routes("a/m", "b/m");
        lineup.Measured("a/m", 200, 1.1);
        lineup.Measured("b/m", 200, 1);
        Share(lineup, "a/m").ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void The_less_is_known_the_less_is_decided()
    {
        var (little, much) = (new Lineup().Routes("a/m", "b/m"), new Lineup().Routes("a/m", "b/m"));
        little.Measured("a/m", 8, 1, failed: 2);
        little.Measured("b/m", 10, 1);
        much.Measured("a/m", 160, 1, failed: 40);
        much.Measured("b/m", 200, 1);
        Share(little, "b/m").ShouldBeInRange(0.3, 0.95);
        Share(much, "b/m").ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void Old_measures_fade_until_the_order_stands_again()
    {
        var lineup = new Lineup().Routes("a/m", "b/m");
        lineup.Measured("a/m", 20, 8);
        lineup.Measured("b/m", 20, 0.5);
        lineup.Leader(lot: new Lot(3, false)).ShouldBe("b/m");
        var needs = new Gratis.Routing.RequestNeeds(Gratis.Wire.Operation.Chat, Capability.None) { Lot = new Lot(3, false) };
        Gratis.Routing.Planner.Create(lineup.Target(), needs, default, Lineup.Now.AddDays(3)).Candidates[0].Route.Id.ShouldBe("a/m");
    }

    [Fact]
    public void The_same_lot_makes_the_same_plan()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m");
        foreach (var id in (string[])["a/m", "b/m", "c/m"]) lineup.Measured(id, 10, 1, failed: 1);
        var leaders = new HashSet<string>();
        for (ulong seed = 1; seed < 60; seed += 2)
        {
            var lot = new Lot(seed, false);
            leaders.Add(lineup.Leader(lot: lot));
            lineup.Order(lot: lot).ShouldBe(lineup.Order(lot: lot));
        }

        leaders.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_new_route_is_tried_by_one_in_twenty_and_no_more()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m");
        lineup.Measured("a/m", 50);
        lineup.Measured("b/m", 50);
        var lots = new Lots(new Random(5));
        var leaders = Enumerable.Range(1, 200).Select(_ => lineup.Leader(lot: lots.Draw(lineup.Target()))).ToArray();
        leaders.Count(id => id == "c/m").ShouldBe(10);
        leaders.Index().Where(at => at.Item == "c/m").Select(at => at.Index % Lots.TrialEvery).Distinct().ShouldBe([Lots.TrialEvery - 1]);
    }

    [Fact]
    public void Trials_go_round_among_the_new_and_end_when_enough_is_known()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m");
        lineup.Measured("a/m", 50);
        var lots = new Lots(new Random(5));
        var tried = new List<string>();
        for (var n = 1; n <= 20 * 20; n++)
        {
            var lot = lots.Draw(lineup.Target());
            if (!lot.IsTrial) continue;
            var leader = lineup.Leader(lot: lot);
            tried.Add(leader);
            lineup.Measured(leader, 0, failed: 1);
        }

        tried[..16].ShouldBe(Enumerable.Repeat<string[]>(["b/m", "c/m"], 8).SelectMany(pair => pair));
        tried[16..].ShouldAllBe(id => id == "a/m");
    }

    [Fact]
    public void Lanes_count_their_trials_apart_and_a_new_catalogue_counts_on()
    {
        var lots = new Lots(new Random(5));
        for (var n = 1; n <= 40; n++)
        {
            var lane = new Lineup().Routes("a/m", "b/m");
            lots.Draw(lane.Target()).IsTrial.ShouldBe(n % 20 == 0);
            lots.Draw(lane.Target("free")).IsTrial.ShouldBe(n % 20 == 0);
        }
    }

    [Theory]
    [InlineData("a/m", false)]
    [InlineData("weighted", false)]
    [InlineData("priority", false)]
    [InlineData("turns", false)]
    [InlineData("ranked", true)]
    [InlineData("auto", true)]
    [InlineData("m", true)]
    public void Measures_have_no_say_where_the_owner_or_the_client_chose(string name, bool decide)
    {
        (string, int)[] both = [("a/m", 1), ("b/m", 1)];
        var lineup = new Lineup().Routes("a/m", "b/m")
            .Pool("weighted", PoolStrategy.Weighted, both).Pool("priority", PoolStrategy.Priority, both).Pool("turns", PoolStrategy.RoundRobin, both).Pool("ranked", PoolStrategy.Ranked, both);
        new Lots(new Random(1)).Draw(lineup.Target(name)).IsDrawn.ShouldBe(decide);
        lineup.Measured("a/m", 50, 9);
        lineup.Measured("b/m", 50, 0.2);
        lineup.Leader(name, lot: new Lot(5, false)).ShouldBe(decide ? "b/m" : "a/m");
    }

    [Fact]
    public void A_favourite_and_a_place_of_the_owner_s_stand_against_measures()
    {
        var liked = new Lineup { Favorites = ["a/m"] }.Routes("a/m", "b/m");
        liked.Measured("a/m", 50, 9);
        liked.Measured("b/m", 50, 0.2);
        liked.Leader("free", lot: new Lot(5, true)).ShouldBe("a/m");
        liked.Leader("auto", lot: new Lot(5, false)).ShouldBe("b/m");

        var placed = new Lineup().Routes("a/m !", "b/m !");
        placed.Measured("a/m", 50, 9);
        placed.Measured("b/m", 50, 0.2);
        placed.Leader(lot: new Lot(5, true)).ShouldBe("a/m");
    }

    [Fact]
    public void Whole_answers_say_nothing_of_speed_and_are_compared_by_success_alone()
    {
        var lineup = new Lineup().Routes("a/m", "b/m");
        for (var n = 0; n < 50; n++) lineup.Measures.Route("a/m").Served(null, Lineup.Now);
        lineup.Measured("b/m", 50, 30);
        Share(lineup, "a/m").ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void A_trial_is_never_a_closed_route()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m");
        lineup.Measured("a/m", 50);
        lineup.Strike("b/m", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Strike("c/m", Verdict.Unreachable);
        lineup.Leader(lot: new Lot(5, true)).ShouldBe("a/m");
    }

    [Fact]
    public void Luck_is_normal_enough()
    {
        double sum = 0, squares = 0;
        for (ulong n = 1; n <= 20_000; n++)
        {
            var luck = new Lot(n * 2654435761 | 1, false).Normal(n % 7, n % 2);
            sum += luck;
            squares += luck * luck;
        }

        (sum / 20_000).ShouldBe(0, 0.03);
        (squares / 20_000).ShouldBe(1, 0.05);
    }

    private static (string, int)[] Led(Lineup lineup)
    {
        var random = new Random(17);
        return Enumerable.Range(0, Many).Select(_ => lineup.Leader(lot: new Lot((ulong)random.NextInt64() | 1, false))).CountBy(id => id).Select(pair => (pair.Key, pair.Value)).ToArray();
    }

    private static double Share(Lineup lineup, string route) => (double)Led(lineup).Where(led => led.Item1 == route).Sum(led => led.Item2) / Many;
}
