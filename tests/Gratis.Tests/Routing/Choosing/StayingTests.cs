using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Tests.Wire;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Routing.Choosing;

/// <summary>A conversation and its route.</summary>
public sealed class StayingTests
{
    private const int Many = 2_000;

    [Fact]
    public void A_conversation_leads_with_the_same_route_in_every_process()
    {
        string[] routes = ["a/m", "b/m", "c/m", "d/m"];
        for (var n = 1; n <= 200; n++)
            new Lineup().Routes(routes).Order(conversation: Lineup.Conversation(n)).ShouldBe(new Lineup().Routes(routes).Order(conversation: Lineup.Conversation(n)));

        // Which one is written down: a release that moved all conversations would have to say so.
        var lineup = new Lineup().Routes(routes);
        string.Concat(Enumerable.Range(1, 16).Select(n => lineup.Leader(conversation: Lineup.Conversation(n))[0])).ShouldBe("dbdbbbdaccadccaa");
    }

    [Fact]
    public void Conversations_spread_evenly_over_equals()
    {
        var shares = new Lineup().Routes("a/m", "b/m", "c/m", "d/m", "e/m").Shares(Many);
        shares.Count.ShouldBe(5);
        foreach (var (id, count) in shares) count.ShouldBeInRange(Many / 5 * 8 / 10, Many / 5 * 12 / 10, id);
    }

    [Fact]
    public void All_others_keep_their_order()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m", "d/m", "e/m");
        for (var n = 1; n <= 100; n++)
        {
            var order = lineup.Order(conversation: Lineup.Conversation(n)).Split(' ');
            order[1..].ShouldBe(order[1..].Order());
            order.Order().ShouldBe(["a/m", "b/m", "c/m", "d/m", "e/m"]);
        }
    }

    [Fact]
    public void When_one_goes_away_its_conversations_move_and_no_others_and_they_come_back() => Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        var n = random.Next(2, 13);
        string[] routes = [.. Enumerable.Range(0, n).Select(i => $"p{i}/m{random.Next(100)}")];
        var lineup = new Lineup().Routes(routes);
        var gone = routes[random.Next(n)];
        var conversations = Enumerable.Range(0, 300).Select(_ => (ulong)random.NextInt64() | 1).ToArray();
        var before = Array.ConvertAll(conversations, c => lineup.Leader(conversation: c));

        lineup.Strike(gone, Verdict.QuotaSpent, TimeSpan.FromHours(1));
        for (var i = 0; i < conversations.Length; i++)
        {
            var now = lineup.Leader(conversation: conversations[i]);
            now.ShouldNotBe(gone);
            if (before[i] != gone) now.ShouldBe(before[i]);
        }

        lineup.Heal(gone);
        Array.ConvertAll(conversations, c => lineup.Leader(conversation: c)).ShouldBe(before);
    }).Check(Properties.Config.WithMaxTest(60));

    [Fact]
    public void A_route_that_joins_takes_its_share_from_all_and_moves_nothing_else()
    {
        var four = new Lineup().Routes("a/m", "b/m", "c/m", "d/m");
        var five = new Lineup().Routes("a/m", "b/m", "c/m", "d/m", "e/m");
        var moved = 0;
        for (var n = 1; n <= Many; n++)
        {
            var (before, after) = (four.Leader(conversation: Lineup.Conversation(n)), five.Leader(conversation: Lineup.Conversation(n)));
            if (before == after) continue;
            after.ShouldBe("e/m");
            moved++;
        }

        moved.ShouldBeInRange(Many / 5 * 8 / 10, Many / 5 * 12 / 10);
    }

    [Theory]
    [InlineData("a/m=70|b/m=65|c/m=64.9|d/m=64", "a/m b/m")]
    [InlineData("a/m=70|b/m=75|c/m=71", "a/m b/m c/m")]
    [InlineData("a/m=70|b/m=40|c/m=70", "a/m")]
    [InlineData("a/m=70 !|b/m=70|c/m=70", "a/m")]
    [InlineData("a/m=70|b/m=70 !|c/m=70", "a/m")]
    public void Only_neighbours_of_like_worth_that_the_owner_did_not_place_are_equals(string routes, string leaders) =>
        string.Join(' ', new Lineup().Routes(routes.Split('|')).Shares(200).Keys.Order()).ShouldBe(leaders);

    [Fact]
    public void Eight_equals_at_most_share()
    {
        string[] routes = [.. Enumerable.Range(0, 20).Select(i => $"p{i:00}/m")];
        new Lineup().Routes(routes).Shares(400).Keys.Order().ShouldBe(routes[..8]);
    }

    [Fact]
    public void A_closed_or_troubled_route_never_leads()
    {
        var lineup = new Lineup().Routes("a/m", "b/m", "c/m");
        lineup.Strike("a/m", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Strike("b/m", Verdict.Unreachable);
        lineup.Shares(100).Keys.ShouldBe(["c/m"]);
        for (var n = 1; n <= 100; n++) lineup.Order(conversation: Lineup.Conversation(n)).ShouldBe("c/m b/m");
    }

    [Fact]
    public void When_all_the_best_are_gone_the_next_equals_share()
    {
        var lineup = new Lineup().Routes("a/m=90", "b/m=60", "c/m=58");
        lineup.Strike("a/m", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Shares(100).Keys.Order().ShouldBe(["b/m", "c/m"]);
    }

    [Fact]
    public void Who_is_equal_does_not_depend_on_who_is_well()
    {
        // Without b, c would be alike to a's conversations' next home: but c is not alike to a, and stays behind.
        var lineup = new Lineup().Routes("a/m=70", "b/m=66", "c/m=63");
        lineup.Strike("a/m", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Shares(100).Keys.ShouldBe(["b/m"]);
    }

    [Fact]
    public void A_favourite_stays_in_front_and_its_own_routes_share()
    {
        var lineup = new Lineup { Favorites = ["liked", "second"] }.Routes("a/x", "b/liked", "c/second", "d/liked", "e/y");
        lineup.Shares(100, "free").Keys.Order().ShouldBe(["b/liked", "d/liked"]);
        lineup.Strike("b/liked", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Strike("d/liked", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Shares(100, "free").Keys.ShouldBe(["c/second"]);
        lineup.Strike("c/second", Verdict.QuotaSpent, TimeSpan.FromHours(1));
        lineup.Shares(100, "free").Keys.Order().ShouldBe(["a/x", "e/y"]);
    }

    [Fact]
    public void A_favourite_s_variant_does_not_pass_the_route_it_names_exactly() =>
        new Lineup { Favorites = ["m"] }.Routes("a/m:free", "b/m").Shares(50, "free").Keys.ShouldBe(["b/m"]);

    [Fact]
    public void The_accounts_of_a_route_come_with_it()
    {
        var lineup = new Lineup().Routes("a/m x3", "b/m x3");
        var homes = new HashSet<string>();
        for (var n = 1; n <= 60; n++)
        {
            var plan = lineup.Plan(conversation: Lineup.Conversation(n));
            plan.Candidates.Count.ShouldBe(6);
            plan.Candidates.Take(3).Select(c => c.Route.Id).Distinct().ShouldHaveSingleItem();
            homes.Add(plan.Candidates[0].Account.Id);
            lineup.Plan(conversation: Lineup.Conversation(n)).Candidates[0].ShouldBe(plan.Candidates[0]);
        }

        homes.Count.ShouldBe(6);
    }

    [Fact]
    public void A_weighted_pool_gives_conversations_by_its_weights_and_each_stays()
    {
        var lineup = new Lineup().Routes("a/m=90", "b/m=10", "c/m=50").Pool("p", PoolStrategy.Weighted, ("a/m", 6), ("b/m", 2), ("c/m", 0));
        var shares = lineup.Shares(Many, "p");
        shares.Keys.Order().ShouldBe(["a/m", "b/m"]);
        shares["a/m"].ShouldBeInRange(Many * 70 / 100, Many * 80 / 100);
        var one = lineup.Leader("p", Lineup.Conversation(1));
        for (var i = 0; i < 10; i++) lineup.Leader("p", Lineup.Conversation(1)).ShouldBe(one);
    }

    [Fact]
    public void A_conversation_takes_nobody_s_turn_in_a_pool()
    {
        var lineup = new Lineup().Routes("a/m", "b/m").Pool("p", PoolStrategy.RoundRobin, ("a/m", 1), ("b/m", 1));
        var others = new List<string>();
        for (var n = 1; n <= 6; n++)
        {
            lineup.Leader("p", Lineup.Conversation(7));
            others.Add(lineup.Leader("p"));
        }

        others.ShouldBe(["a/m", "b/m", "a/m", "b/m", "a/m", "b/m"]);
    }

    [Fact]
    public void A_priority_pool_keeps_the_owner_s_order() =>
        new Lineup().Routes("a/m", "b/m").Pool("p", PoolStrategy.Priority, ("b/m", 1), ("a/m", 1)).Shares(50, "p").Keys.ShouldBe(["b/m"]);
}
