using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Routing.Explaining;
using Gratis.Tests.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Routing.Explaining;

/// <summary>Why this one, why not that one.</summary>
public sealed class RouteExplainerTests
{
    private const string Tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],";

    [Fact]
    public void Every_reason_is_spelled_in_snake_case() =>
        Enum.GetValues<RejectionReason>().Select(reason => reason.Spell()).ShouldBe(["kind", "capability", "unwanted", "closed", "busy", "too_small", "unusable"]);

    [Fact]
    public void Each_candidate_says_its_place_its_rank_and_what_it_costs()
    {
        using var world = new World(new CatalogSketch().Routes("a/m").Route("b/paid", free: false).Routes("c/m"));
        var explained = Explain(world, "auto");

        explained.Target.ShouldBe(TargetKind.Virtual);
        explained.Candidates.Select(c => c.Candidate.Route.Id).ShouldBe(["a/m", "c/m"]);
        explained.Candidates[1].Reasons.ShouldBe(["number 2 of 2 behind 'auto'", "rank 3 of 3", "free"]);
        ReasonsOfFirst(Explain(world, "b/paid")).ShouldBe(["asked for by its full name", "rank 2 of 3", "not proven free"]);
        ReasonsOfFirst(Explain(world, "m"))[0].ShouldBe("number 1 of 2 that serve this model at no cost");
    }

    [Fact]
    public void A_pool_that_takes_turns_says_so_and_a_fallback_names_where_it_comes_from()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m", "c/m")
            .Pool("p", PoolStrategy.Weighted, ["q"], ("a/m", 2), ("b/m", 1)).Pool("q", PoolStrategy.Priority, [], ("b/m", 1), ("c/m", 1)));
        var explained = Explain(world, "p");

        explained.Candidates.Select(c => c.Reasons[0]).ShouldBe([
            "one of 2 in the pool 'p', which take turns by their shares",
            "one of 2 in the pool 'p', which take turns by their shares",
            "from the fallback 'q', where it is number 2 of 2",
        ]);
    }

    [Fact]
    public void What_is_asked_of_a_route_is_told_with_those_that_lack_it_and_those_of_which_nobody_knows()
    {
        using var world = new World(new CatalogSketch()
            .Route("a/none", can: default(CapabilitySet).With(Capability.Tools, false)).Route("b/unknown").Route("c/tools", can: default(CapabilitySet).With(Capability.Tools, true)));
        var explained = world.Engine.Explain(World.Request("auto", members: Tools))!;

        explained.Needs.Capabilities.ShouldBe(Capability.Tools);
        explained.Estimate!.Value.InputTokens.ShouldBeGreaterThan(0);
        explained.Candidates.Select(c => c.Candidate.Route.Id).ShouldBe(["c/tools", "b/unknown"]);
        explained.Candidates[1].Reasons.ShouldContain("nobody knows whether it can do what is needed");
        var rejected = explained.Rejected.ShouldHaveSingleItem();
        (rejected.Route, rejected.Reason, rejected.Detail).ShouldBe(("a/none", RejectionReason.Capability, "lacks tools"));
    }

    [Fact]
    public void The_account_and_what_is_left_of_its_tightest_pool_are_told()
    {
        using var world = new World(new CatalogSketch()
            .Provider("a", accounts: 2, with: p => p with { Limits = [Limits.Rpd(100), Limits.Rpm(10)] }).Route("a/m"));
        world.Network.On("a/m", Reply.Ok);
        world.Ask("a/m").Status.ShouldBe(200);
        var explained = Explain(world, "a/m");

        explained.Candidates.Select(c => c.Candidate.Account.Id).ShouldBe(["a#1", "a#2"], ignoreOrder: true);
        var used = explained.Candidates.Single(c => c.Candidate.Account.Id == "a#1");
        used.Reasons.ShouldContain("on account a#1, one of 2");
        used.Reasons.ShouldContain(reason => reason.StartsWith("9 of 10 requests left in a#1:rpm until 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Trouble_is_told_where_it_is_tried_last_and_a_wall_with_its_end_where_it_is_not()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m", "c/m"));
        Strike(world, "a/m", new Judgement(Verdict.Unreachable, Reach.Route));
        var until = world.Time.GetUtcNow().AddSeconds(40);
        Strike(world, "b/m", new Judgement(Verdict.RateLimited, Reach.AccountModel, until, UntilSource.Header, "slow down"));
        var explained = Explain(world, "auto");

        explained.Candidates.Select(c => c.Candidate.Route.Id).ShouldBe(["c/m", "a/m"]);
        explained.Candidates[1].Reasons[^1].ShouldBe("in trouble (unreachable), so behind all that is well");
        var rejected = explained.Rejected.ShouldHaveSingleItem();
        (rejected.Route, rejected.Reason, rejected.Detail, rejected.Until).ShouldBe(("b/m", RejectionReason.Closed, "rate_limited: slow down", until));
    }

    [Fact]
    public void The_rest_that_a_pool_gives_a_target_is_told_in_that_pool_alone()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m")
            .Pool("p", PoolStrategy.Priority, [], ("a/m", 1), ("b/m", 1)).With(pool => pool with { Patience = new PoolPatience(2, TimeSpan.FromHours(3)) })
            .Pool("q", PoolStrategy.Priority, ["p"], ("b/m", 1)));
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Ok);
        for (var i = 0; i < 2; i++)
            world.Ask("p").Trail.ShouldBe("a/m=broken,b/m=served");
        world.Health.Lift(Verdict.Broken, _ => true);
        var explained = Explain(world, "p");

        explained.Candidates.Select(c => c.Candidate.Route.Id).ShouldBe(["b/m", "a/m"]);
        var until = (world.Time.GetUtcNow() + TimeSpan.FromHours(3)).UtcDateTime;
        explained.Candidates[1].Reasons[^1].ShouldBe(
            $"the pool 'p' leaves it alone until {until:yyyy-MM-dd HH:mm:ss}Z: 2 of its calls failed in a row (allowed_fails). It is asked when nothing else can answer");
        Explain(world, "q").Candidates.Single(c => c.Candidate.Route.Id == "a/m").Reasons[^1].ShouldStartWith("the pool 'p' leaves it alone");
        foreach (var reasons in Explain(world, "auto").Candidates.Select(c => c.Reasons).Append(explained.Candidates[0].Reasons))
            reasons.ShouldNotContain(reason => reason.Contains("leaves it alone", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_called_and_nothing_is_booked_by_asking_why()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpm(2)));
        for (var i = 0; i < 10; i++)
            Explain(world, "auto").Candidates.Count.ShouldBe(1);
        world.Network.Calls.ShouldBeEmpty();
        world.Engine.Quotas.Report().ShouldAllBe(pool => pool.Used == 0 && pool.Held == 0);
    }

    [Fact]
    public void A_name_that_nobody_serves_has_no_explanation()
    {
        using var world = new World("a/m");
        world.Engine.Explain(World.Request("nobody/knows")).ShouldBeNull();
    }

    private static Explanation Explain(World world, string model) => world.Engine.Explain(World.Request(model))!;

    private static IReadOnlyList<string> ReasonsOfFirst(Explanation explanation) => explanation.Candidates[0].Reasons;

    private static void Strike(World world, string route, Judgement judgement)
    {
        var candidate = world.Engine.Routes.Resolve(route)!.Slots[0].Candidates[0];
        var now = world.Time.GetUtcNow();
        candidate.Health.TryEnter(now, out var pass).ShouldBeTrue();
        candidate.Health.Record(pass, judgement, now);
    }
}
