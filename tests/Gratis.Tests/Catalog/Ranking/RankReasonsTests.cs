using Gratis.Catalog.Ranking;

namespace Gratis.Tests.Catalog.Ranking;

public sealed class RankReasonsTests
{
    [Fact]
    public void Every_part_of_the_score_is_told_with_its_number_and_source()
    {
        var score = RouteScore.Of(new ScorePart("quality", 60, "a benchmark, 2026-02-01"), new ScorePart("success", -4.5, "measured"));
        RankReasons.Of(Ranker.Order([new RankInput("p/a", score, 0)], RankOrder.Empty), 0)
            .ShouldBe(["score 55.5", "quality +60.0: a benchmark, 2026-02-01", "success -4.5: measured"]);
    }

    [Fact]
    public void Who_keeps_a_place_by_the_margin_says_so_and_against_whom()
    {
        RankOrder before = Ranker.Order([At("p/a", 50), At("p/b", 40)], RankOrder.Empty);
        RankOrder order = Ranker.Order([At("p/a", 50), At("p/b", 53)], before);
        Last(order, 0).ShouldBe("kept above p/b (53.0), which leads by less than 5");
        Last(order, 1).ShouldBe("below p/a (50.0): rises past it from 55.0 on");
    }

    [Fact]
    public void Trouble_explains_why_a_better_one_stays_below()
    {
        RankOrder before = Ranker.Order([At("p/a", 50), At("p/b", 40)], RankOrder.Empty);
        RankOrder order = Ranker.Order([At("p/a", 50), At("p/b", 90) with { IsHealthy = false }], before);
        Last(order, 0).ShouldBe("kept above p/b (90.0), which is in trouble");
        RankReasons.Of(order, 1).TakeLast(2).ShouldBe(["in trouble: rises past nobody", "below p/a (50.0): rises past it when it is well again"]);
    }

    [Fact]
    public void The_owners_word_explains_what_no_score_does()
    {
        RankOrder order = Ranker.Order([Named("p/a", 10, 0), Named("p/b", 60, 1), At("p/c", 62)], RankOrder.Empty);
        Ids(order).ShouldBe("p/c p/a p/b");
        Last(order, 1).ShouldBe("owner's order: kept among the routes that the owner ranked");

        order = Ranker.Order([Named("p/a", 70, 0), Named("p/b", 60, 1), At("p/c", 62)], order);
        order = Ranker.Order([Named("p/a", 10, 0), Named("p/b", 60, 1), At("p/c", 58)], order);
        Ids(order).ShouldBe("p/a p/c p/b");
        Last(order, 0).ShouldBe("kept above p/c (58.0): the owner ranked it before better ones");
        Last(order, 1).ShouldBe("kept above p/b (60.0), which leads by less than 5");
        RankReasons.Of(order, 1)[^2].ShouldBe("below p/a (10.0): the owner ranked that before better ones");
        Last(order, 2).ShouldBe("below p/c (58.0): rises past it from 63.0 on");
    }

    [Fact]
    public void A_route_in_its_natural_place_has_nothing_to_explain_but_its_score()
    {
        RankOrder order = Ranker.Order([At("p/a", 50), At("p/b", 40), At("p/c", 30)], RankOrder.Empty);
        RankReasons.Of(order, 1).Count.ShouldBe(2);
    }

    private static string Ids(RankOrder order) => string.Join(' ', order.Routes.Select(route => route.Route.Id));

    private static string Last(RankOrder order, int index) => RankReasons.Of(order, index)[^1];

    private static RankInput At(string id, double score) => new(id, RouteScore.Of(new ScorePart("quality", score, "a test")), 0);

    private static RankInput Named(string id, double score, int place) => At(id, score) with { OwnerPlace = place };
}
