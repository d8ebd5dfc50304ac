using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Tests.Routing;

public sealed class PlannerTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;
    private static readonly RequestNeeds Chat = new(Operation.Chat, Capability.None);

    private readonly HealthBook _health = new(new Random(1));

    [Fact]
    public void Healthy_routes_come_first_then_troubled_ones_and_closed_ones_say_until_when()
    {
        var target = Target(new CatalogSketch().Routes("a/m", "b/m", "c/m", "d/m"), "auto");
        Strike(target, "a/m", new Judgement(Verdict.Unreachable, Reach.Route));
        Strike(target, "b/m", new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddSeconds(40), UntilSource.Header, "slow down"));
        Strike(target, "c/m", new Judgement(Verdict.ModelGone, Reach.Route));
        var plan = Planner.Create(target, Chat, default, Now);

        Ids(plan).ShouldBe("d/m a/m");
        plan.Rejected.Select(r => (r.Route, r.Reason)).ShouldBe([("b/m", RejectionReason.Closed), ("c/m", RejectionReason.Unusable)]);
        plan.Rejected[0].Until.ShouldBe(Now.AddSeconds(40));
        plan.Rejected[0].Detail.ShouldBe("rate_limited: slow down");
    }

    [Fact]
    public void Looking_at_a_route_takes_no_trial()
    {
        var target = Target(new CatalogSketch().Routes("a/m"), "auto");
        Strike(target, "a/m", new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddSeconds(5), UntilSource.Header));
        for (var i = 0; i < 3; i++) Ids(Planner.Create(target, Chat, default, Now.AddSeconds(5))).ShouldBe("a/m");
    }

    [Theory]
    [InlineData(true, "c/m a/m b/m")]
    [InlineData(false, "a/m b/m")]
    [InlineData(null, "a/m b/m c/m")]
    public void Only_a_known_lack_drops_a_route(bool? claim, string expected)
    {
        var target = Target(new CatalogSketch().Routes("a/m").Route("b/m", can: default).Route("c/m", can: default(CapabilitySet).With(Capability.Tools, claim)), "auto");
        var plan = Planner.Create(target, new RequestNeeds(Operation.Chat, Capability.Tools), default, Now);
        Ids(plan).ShouldBe(expected);
        if (claim is false) plan.Rejected.ShouldHaveSingleItem().Detail.ShouldBe("lacks tools");
        Ids(Planner.Create(target, Chat, default, Now)).ShouldBe("a/m b/m c/m");
    }

    [Fact]
    public void A_route_serves_its_own_kind_of_request_and_one_that_says_nothing_serves_any()
    {
        var target = Target(new CatalogSketch()
            .Provider("n", with: p => p with { RerankUrl = null })
            .Route("a/chat").Route("a/embed", kind: ModelKind.Embedding).Route("a/rank", kind: ModelKind.Rerank).Route("a/any", kind: null).Route("n/any", kind: null), "auto");
        Ids(Planner.Create(target, Chat, default, Now)).ShouldBe("a/chat a/any n/any");
        Ids(Planner.Create(target, Chat with { Operation = Operation.Embeddings }, default, Now)).ShouldBe("a/embed a/any n/any");
        Ids(Planner.Create(target, Chat with { Operation = Operation.Rerank }, default, Now)).ShouldBe("a/rank a/any");
    }

    [Fact]
    public void A_priority_pool_keeps_its_order_and_a_ranked_one_the_catalogue_s()
    {
        var sketch = new CatalogSketch().Routes("a/m", "b/m", "c/m")
            .Pool("priority", PoolStrategy.Priority, [], ("c/m", 1), ("a/m", 1)).Pool("ranked", PoolStrategy.Ranked, [], ("c/m", 1), ("a/m", 1));
        for (var i = 0; i < 3; i++)
        {
            Ids(Planner.Create(Target(sketch, "priority"), Chat, default, Now)).ShouldBe("c/m a/m");
            Ids(Planner.Create(Target(sketch, "ranked"), Chat, default, Now)).ShouldBe("a/m c/m");
        }
    }

    [Fact]
    public void Round_robin_gives_each_in_turn_and_skips_who_is_away()
    {
        var target = Target(new CatalogSketch().Routes("a/m", "b/m", "c/m").Pool("p", PoolStrategy.RoundRobin, [], ("a/m", 1), ("b/m", 1), ("c/m", 1)), "p");
        Leaders(target, Chat, 6).ShouldBe("a/m b/m c/m a/m b/m c/m");
        Strike(target, "a/m", new Judgement(Verdict.QuotaSpent, Reach.AccountModel, Now.AddHours(1), UntilSource.Body));
        Leaders(target, Chat, 4).ShouldBe("b/m c/m b/m c/m");
    }

    [Fact]
    public void A_weighted_pool_leads_in_proportion()
    {
        var target = Target(new CatalogSketch().Routes("a/m", "b/m").Pool("p", PoolStrategy.Weighted, [], ("a/m", 3), ("b/m", 1)), "p");
        Leaders(target, Chat, 8).Split(' ').Count(id => id == "a/m").ShouldBe(6);
    }

    [Fact]
    public void A_target_that_cannot_serve_the_request_spends_no_turn()
    {
        var target = Target(new CatalogSketch().Route("a/m", can: default(CapabilitySet).With(Capability.Tools, false)).Routes("b/m", "c/m")
            .Pool("p", PoolStrategy.Weighted, [], ("a/m", 10), ("b/m", 1), ("c/m", 1)), "p");
        var tools = new RequestNeeds(Operation.Chat, Capability.Tools);
        Leaders(target, tools, 6).ShouldBe("b/m c/m b/m c/m b/m c/m");
        Leaders(target, Chat, 12).Split(' ').Count(id => id == "a/m").ShouldBe(10);
    }

    [Fact]
    public void A_fallback_follows_and_what_it_shares_with_the_pool_is_planned_once()
    {
        var sketch = new CatalogSketch().Routes("a/m", "b/m", "c/m")
            .Pool("p", PoolStrategy.Priority, ["q"], ("a/m", 1), ("b/m", 1), ("a/m", 1)).Pool("q", PoolStrategy.Priority, [], ("b/m", 1), ("c/m", 1));
        Ids(Planner.Create(Target(sketch, "p"), Chat, default, Now)).ShouldBe("a/m b/m c/m");
    }

    [Fact]
    public void Accounts_take_turns_and_a_closed_one_is_left_out()
    {
        var target = Target(new CatalogSketch().Provider("a", accounts: 3).Routes("a/m"), "auto");
        Accounts(target).ShouldBe("a#1 a#2 a#3");
        Accounts(target).ShouldBe("a#2 a#3 a#1");
        target.Slots[0].Candidates[2].Health.TryEnter(Now, out var pass);
        target.Slots[0].Candidates[2].Health.Record(pass, new Judgement(Verdict.QuotaSpent, Reach.Account), Now);
        Accounts(target).ShouldBe("a#1 a#2");
    }

    private static string Accounts(ModelTarget target) => string.Join(' ', Planner.Create(target, Chat, default, Now).Candidates.Select(c => c.Account.Id));

    private static string Ids(Plan plan) => string.Join(' ', plan.Candidates.Select(c => c.Route.Id));

    private static string Leaders(ModelTarget target, RequestNeeds needs, int turns) =>
        string.Join(' ', Enumerable.Range(0, turns).Select(_ => Planner.Create(target, needs, default, Now).Candidates[0].Route.Id));

    private static void Strike(ModelTarget target, string route, Judgement judgement)
    {
        var candidate = target.Slots.Single(s => s.Route.Id == route).Candidates[0];
        candidate.Health.TryEnter(Now, out var pass).ShouldBeTrue();
        candidate.Health.Record(pass, judgement, Now);
    }

    private ModelTarget Target(CatalogSketch sketch, string name) => new RoutingTable(sketch.Build(), new RouteBooks(_health, new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), new MeasureBook())).Resolve(name)!;
}
