using Gratis.Catalog;
using Gratis.Hosting.Options;
using Gratis.Routing;
using Gratis.Routing.Explaining;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>What explain says of money is what the budget would say to the request itself.</summary>
public sealed class SpillForesightTests
{
    [Fact]
    public void What_the_budget_allows_is_a_candidate_after_everything_else()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("f/m", Reply.Ok);
        var explained = world.Explain();

        explained.Candidates.Select(c => c.Candidate.Route.Id).ShouldBe(["f/m", "p/m"]);
        explained.Candidates[1].Reasons.ShouldContain("paid: only inside the owner's budget, after everything else");
        explained.Candidates[0].Reasons.ShouldNotContain(reason => reason.StartsWith("paid", StringComparison.Ordinal));
        explained.Rejected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, 1, null, "spill is off")]
    [InlineData(true, 0, null, "spill.monthly_budget_usd is 0")]
    [InlineData(true, 1, 0, "spill.daily_budget_usd is 0")]
    public void Without_a_budget_the_reason_is_the_one_that_the_client_would_hear(bool enabled, int month, int? day, string why)
    {
        using var world = new SpillWorld(new SpillOptions { Enabled = enabled, MonthlyBudgetUsd = month, DailyBudgetUsd = day });

        var rejected = Paid(world.Explain());
        (rejected.Reason, rejected.Detail).ShouldBe((RejectionReason.Unusable, why));
    }

    [Fact]
    public void At_the_end_of_the_budget_it_says_until_when()
    {
        using var world = new SpillWorld(SpillWorld.Budget(0.012m));
        world.Explain().Candidates.Select(c => c.Candidate.Route.Id).ShouldBe(["f/m", "p/m"]);
        world.Ask().Status.ShouldBe(200);

        var rejected = Paid(world.Explain());
        (rejected.Reason, rejected.Detail).ShouldBe((RejectionReason.Closed, "quota pool budget:usdpmo is spent"));
        rejected.Until.ShouldBe(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        world.Explain(members: "\"max_tokens\":5,").Candidates.Select(c => c.Candidate.Route.Id).ShouldContain("p/m", "half of it still fits");
    }

    [Fact]
    public void A_request_that_no_budget_could_ever_pay_for_says_so()
    {
        using var world = new SpillWorld(SpillWorld.Budget(0.009m));

        var rejected = Paid(world.Explain());
        (rejected.Reason, rejected.Detail).ShouldBe((RejectionReason.Unusable, "it may cost up to 0.01 USD, and the budget of the month is 0.009 USD in all"));
    }

    [Fact]
    public void What_nobody_can_price_says_so()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1), price: null);

        // Without a price it is behind no name that spends, and by its own name only a budget of the client's asks for one.
        var rejected = Paid(world.Explain("p/m", budget: world.Client("laptop", day: 1)));
        rejected.Detail.ShouldBe("its price is not known, so no budget can pay for it");
    }

    [Fact]
    public void The_client_s_own_budget_counts_for_what_it_names()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        var client = world.Client("laptop", day: 0.012m);
        world.Explain("p/m", budget: client).Candidates.ShouldHaveSingleItem();
        world.Ask("p/m", budget: client).Status.ShouldBe(200);

        Paid(world.Explain("p/m", budget: client)).Detail.ShouldBe("quota pool client laptop:usdpd is spent");
        world.Explain("p/m").Candidates.ShouldHaveSingleItem("another client has its own");
    }

    [Fact]
    public void Asking_sets_nothing_aside()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        for (var i = 0; i < 300; i++)
            world.Explain();

        world.Books().ShouldBe((0, 0));
        world.Network.Calls.ShouldBeEmpty();
    }

    private static Rejection Paid(Explanation explained)
    {
        explained.Candidates.ShouldNotContain(c => c.Candidate.Route.Id == "p/m");
        return explained.Rejected.Single(rejection => rejection.Route == "p/m");
    }
}
