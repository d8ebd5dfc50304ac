using Gratis.Catalog.Ranking;

namespace Gratis.Tests.Catalog.Ranking;

public sealed class RankerTests
{
    private const double Lead = Ranker.Margin;

    [Fact]
    public void Without_a_past_the_best_score_leads() => Ids(Order([At("a", 40), At("b", 60), At("c", 50)])).ShouldBe("b c a");

    [Fact]
    public void Equal_scores_keep_the_configured_order_and_then_their_names() =>
        Ids(Order([At("c", 50, 1), At("b", 50, 2), At("a", 50, 2)])).ShouldBe("c a b");

    [Fact]
    public void An_incumbent_is_not_passed_by_one_that_leads_by_less_than_the_margin()
    {
        RankOrder before = Order([At("a", 50), At("b", 40)]);
        Ids(Order([At("a", 50), At("b", 50 + Lead - 0.01)], before)).ShouldBe("a b");
        Ids(Order([At("a", 50), At("b", 50 + Lead)], before)).ShouldBe("b a");
    }

    [Fact]
    public void One_in_trouble_is_passed_by_whoever_is_better_at_all()
    {
        RankOrder before = Order([At("a", 50), At("b", 40)]);
        Ids(Order([At("a", 50) with { IsHealthy = false }, At("b", 50.5)], before)).ShouldBe("b a");
        Ids(Order([At("a", 50) with { IsHealthy = false }, At("b", 50)], before)).ShouldBe("a b");
    }

    [Fact]
    public void One_in_trouble_rises_past_nobody()
    {
        RankOrder before = Order([At("a", 50), At("b", 40)]);
        Ids(Order([At("a", 50), At("b", 90) with { IsHealthy = false }], before)).ShouldBe("a b");
    }

    [Fact]
    public void One_rises_past_all_that_it_beats_and_stops_at_the_first_that_it_does_not()
    {
        RankOrder before = Order([At("a", 90), At("b", 60), At("c", 50), At("d", 40)]);
        Ids(Order([At("a", 90), At("b", 60), At("c", 50), At("d", 88)], before)).ShouldBe("a d b c");
    }

    [Fact]
    public void A_chain_of_small_leads_moves_nobody()
    {
        RankOrder before = Order([At("a", 53), At("b", 52), At("c", 51)]);
        Ids(Order([At("a", 50), At("b", 53), At("c", 56)], before)).ShouldBe("a b c", "c beats a, but not b between them, and b does not beat a");
    }

    [Fact]
    public void A_newcomer_needs_no_margin()
    {
        RankOrder before = Order([At("a", 50), At("b", 40)]);
        Ids(Order([At("a", 50), At("b", 40), At("n", 50.1), At("m", 41)], before)).ShouldBe("n a m b");
    }

    [Fact]
    public void A_newcomer_that_is_no_better_stands_behind() =>
        Ids(Order([At("n", 50, 0), At("a", 50, 1)], Order([At("a", 50)]))).ShouldBe("a n");

    [Fact]
    public void What_is_gone_drops_out_and_nobody_else_moves()
    {
        RankOrder before = Order([At("a", 50), At("b", 40), At("c", 30)]);
        Ids(Order([At("a", 30), At("c", 34)], before)).ShouldBe("a c");
    }

    [Fact]
    public void The_owners_order_wins_over_any_score() =>
        Ids(Order([Named("a", 10, 0), Named("b", 90, 1), Named("c", 50, 2)])).ShouldBe("a b c");

    [Fact]
    public void Those_that_are_worth_more_to_their_owner_than_they_score_lead_in_their_order()
    {
        RankInput[] routes = [At("a", 90), At("b", 50), Named("c", 40, 1) with { LeastWorth = 95 }, Named("d", 10, 0) with { LeastWorth = 95 }];
        Ids(Order(routes)).ShouldBe("d c a b");
        Ids(Order(routes, Order([At("a", 90), At("b", 50), At("c", 40), At("d", 10)]))).ShouldBe("d c a b");
    }

    [Fact]
    public void A_new_owners_order_wins_over_the_past()
    {
        RankOrder before = Order([At("a", 90), At("b", 50), At("c", 10)]);
        Ids(Order([Named("a", 90, 2), Named("b", 50, 1), Named("c", 10, 0)], before)).ShouldBe("c b a");
    }

    [Fact]
    public void One_that_the_owner_did_not_name_keeps_its_place_when_others_change_theirs()
    {
        RankOrder before = Order([At("a", 90), At("b", 80), At("c", 70)]);
        Ids(Order([Named("a", 70, 1), At("b", 68), Named("c", 69, 0)], before)).ShouldBe("c b a");
    }

    [Fact]
    public void One_that_the_owner_did_not_name_goes_where_its_score_belongs_and_never_before_what_was_put_above_its_betters()
    {
        RankInput[] routes = [Named("weak", 20, 0), Named("strong", 80, 1), Named("poor", 30, 2), At("new", 50)];
        Ids(Order(routes)).ShouldBe("weak strong new poor");
        Ids(Order(routes, Order(routes[..3]))).ShouldBe("weak strong new poor");
    }

    [Fact]
    public void A_named_newcomer_stands_between_its_owners_neighbours_whatever_hysteresis_kept_there()
    {
        RankInput[] kept = [At("u", 51), Named("x", 50, 0), Named("z", 45, 2)];
        RankOrder before = Order([kept[0] with { Score = Score(60) }, kept[1], kept[2]]);
        Ids(Order([At("u", 46), kept[1], kept[2], Named("y", 49, 1)], before)).ShouldBe("u x y z");
    }

    [Fact]
    public void Once_the_owner_takes_the_order_back_scores_count_again()
    {
        RankOrder owners = Order([Named("a", 10, 0), Named("b", 90, 1)]);
        Ids(Order([At("a", 10), At("b", 90)], owners)).ShouldBe("b a");
        Ids(Order([At("a", 88), At("b", 90)], owners)).ShouldBe("a b");
        Ids(Order([At("a", 88), At("b", 90)], RankOrder.Empty)).ShouldBe("b a", "ranked anew, nothing is kept");
    }

    [Fact]
    public void Ids_are_told_apart_as_the_catalogue_does()
    {
        RankOrder before = Order([At("P/A", 50), At("p/b", 40)]);
        Ids(Order([At("p/a", 50), At("p/b", 52)], before)).ShouldBe("p/a p/b");
    }

    [Fact]
    public void Two_of_one_id_are_a_mistake_of_the_caller() => Should.Throw<ArgumentException>(static () => Order([At("a", 1), At("A", 2)]));

    [Fact]
    public void Nothing_is_ranked_to_nothing() => Order([]).Routes.ShouldBeEmpty();

    private static RankOrder Order(RankInput[] routes, RankOrder? previous = null) => Ranker.Order(routes, previous ?? RankOrder.Empty);

    private static RankInput At(string id, double score, int position = 0) => new(id, Score(score), position);

    private static RankInput Named(string id, double score, int place) => At(id, score) with { OwnerPlace = place };

    private static RouteScore Score(double points) => RouteScore.Of(new ScorePart("quality", points, "a test"));

    private static string Ids(RankOrder order) => string.Join(' ', order.Routes.Select(route => route.Route.Id));
}
