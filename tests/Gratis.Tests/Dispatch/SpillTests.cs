using Gratis.Catalog;
using Gratis.Hosting.Options;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>Money is spent inside the owner's budget, and nowhere else.</summary>
public sealed class SpillTests
{
    [Fact]
    public void A_paid_route_answers_when_nothing_free_can_and_says_why_and_what_it_cost()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        var bought = world.Ask();
        (bought.Status, bought.Trail).ShouldBe((200, "f/m=quota_spent,p/m=served"));
        (bought.CostUsd, bought.SpillReason).ShouldBe((0.005m, "no free route: 1 quota_spent"));
        world.Books().ShouldBe((0.005m, 0));
        world.Books("budget:usdpd").ShouldBe((0.005m, 0));
    }

    [Fact]
    public void What_is_free_answers_for_nothing()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("f/m", Reply.Ok);
        var bought = world.Ask();
        (bought.Trail, bought.CostUsd, bought.SpillReason).ShouldBe(("f/m=served", 0m, null));
        world.Books().ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(false, 1, null, "spill is off")]
    [InlineData(true, 0, null, "spill.monthly_budget_usd is 0")]
    [InlineData(true, 1, 0, "spill.daily_budget_usd is 0")]
    public void Without_a_budget_nothing_is_bought(bool enabled, int month, int? day, string why)
    {
        using var world = new SpillWorld(new SpillOptions { Enabled = enabled, MonthlyBudgetUsd = month, DailyBudgetUsd = day });
        world.Network.On("f/m", Reply.Error(404));
        world.Ask().Status.ShouldBe(502);
        var refused = world.Ask();
        (refused.Status, refused.Error!.Code, world.Paid).ShouldBe((502, "all_candidates_failed", 0));
        refused.Message.ShouldContain("p/m: " + why);
    }

    [Theory]
    [InlineData(null, "0.03", "month", "2026-04-01T00:00:00Z")]
    [InlineData("0.03", "5", "day", "2026-03-02T00:00:00Z")]
    [InlineData("0.03", "0.03", "month", "2026-04-01T00:00:00Z")]
    public void At_its_end_a_budget_says_so_and_when_it_opens(string? day, string month, string which, string opens)
    {
        using var world = new SpillWorld(SpillWorld.Budget(Usd(month)!.Value, Usd(day)));
        world.Network.On("f/m", Reply.Error(404));
        for (var i = 0; i < 5; i++)
            world.Ask().Status.ShouldBe(200);

        // 0.025 of 0.03 is spent: a request that may cost 0.01 does not fit, one of half a cent does.
        var refused = world.Ask();
        (refused.Status, refused.Error!.Code, world.Paid).ShouldBe((429, "quota_exhausted", 5));
        refused.Message.ShouldContain($"The budget of the {which} is spent: 0.025 of 0.03 USD");
        refused.Message.ShouldContain($"It opens again at {opens}.");
        refused.Error.RetryAfter.ShouldBe(DateTimeOffset.Parse(opens, null) - world.Time.GetUtcNow());
        world.Ask(members: "\"max_tokens\":5,").Status.ShouldBe(200);

        world.Time.Advance(refused.Error.RetryAfter!.Value);
        world.Ask().Status.ShouldBe(200);
    }

    [Fact]
    public void The_day_ends_at_midnight_of_its_zone()
    {
        using var world = new SpillWorld(SpillWorld.Budget(5, 0.01m, "America/Los_Angeles"));
        world.Ask().Status.ShouldBe(200);
        world.Ask().Message.ShouldContain("2026-03-02T08:00:00Z");
    }

    [Fact]
    public void Who_waits_is_served_when_money_that_was_set_aside_comes_back()
    {
        using var world = new SpillWorld(SpillWorld.Budget(0.015m));
        world.Network.On("p/m", Reply.Ok.In(3));
        var (first, second, started) = world.Time.Run(async () =>
        {
            var one = world.AskAsync();
            var two = world.AskAsync(maxWait: 20);
            var both = await Task.WhenAll(one, two);
            return (both[0], both[1], world.Time.Elapsed);
        });
        (first.Status, second.Status, started).ShouldBe((200, 200, TimeSpan.FromSeconds(6)));
        second.SpillReason.ShouldBe("no free route: 1 quota_spent");
        world.Books().ShouldBe((0.01m, 0));
    }

    [Fact]
    public void Who_will_not_wait_for_calls_under_way_is_told_of_them()
    {
        using var world = new SpillWorld(SpillWorld.Budget(0.015m));
        world.Network.On("p/m", Reply.Ok.In(3));
        var second = world.Time.Run(async () =>
        {
            var one = world.AskAsync();
            var two = await world.AskAsync();
            await one;
            return two;
        });
        second.Status.ShouldBe(429);
        second.Message.ShouldContain("What is left of the budget of the month is set aside for calls under way: 0.01 of 0.015 USD.");
    }

    [Fact]
    public void A_request_that_no_budget_can_ever_pay_is_told_so()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1, 0.02m));
        world.Network.On("f/m", Reply.Error(404));
        world.Ask(members: "\"max_tokens\":50,");
        var refused = world.Ask(members: "\"max_tokens\":50,");
        (refused.Status, world.Paid).ShouldBe((502, 0));
        refused.Message.ShouldContain("it may cost up to 0.05 USD, and the budget of the day is 0.02 USD in all");
    }

    [Fact]
    public void The_owner_s_word_counts_from_the_next_request()
    {
        using var world = new SpillWorld(SpillWorld.Budget(0.01m));
        world.Ask().Status.ShouldBe(200);
        world.Ask().Status.ShouldBe(429);

        world.Reload(SpillWorld.Budget(0.02m));
        world.Ask().Status.ShouldBe(200);
        world.Reload(SpillWorld.Budget(0.02m, 0.015m));
        world.Ask().Message.ShouldContain("The budget of the day is spent: 0.01 of 0.015 USD");
        world.Reload(SpillWorld.Budget(0.02m));
        world.Ask().Status.ShouldBe(200);

        world.Reload(new SpillOptions { Enabled = false, MonthlyBudgetUsd = 5 });
        world.Ask().Status.ShouldBe(429);
        world.Reload(SpillWorld.Budget(5));
        world.Ask().Status.ShouldBe(200);
        world.Books().ShouldBe((0.02m, 0));
    }

    [Fact]
    public void A_route_that_its_client_named_is_no_spill_and_still_says_what_it_cost()
    {
        using var world = new SpillWorld(new SpillOptions());
        var bought = world.Ask("p/m");
        (bought.Status, bought.CostUsd, bought.SpillReason).ShouldBe((200, 0.005m, null));
        world.Books().ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("p/m")]
    [InlineData(SpillWorld.Everything)]
    public void A_client_spends_no_more_than_its_own_budget_whatever_it_asks_for(string model)
    {
        using var world = new SpillWorld(SpillWorld.Budget(5));
        var laptop = world.Client("laptop", day: 0.01m);
        world.Ask(model, budget: laptop).Status.ShouldBe(200);

        var refused = world.Ask(model, budget: laptop);
        (refused.Status, world.Paid).ShouldBe((429, 1));
        refused.Message.ShouldContain("The budget of the day of this key is spent: 0.005 of 0.01 USD");
        world.Ask(model, budget: world.Client("phone", day: 0.01m)).Status.ShouldBe(200);
        world.Books("client laptop:usdpd").ShouldBe((0.005m, 0));
        world.Time.Advance(TimeSpan.FromHours(12));
        world.Ask(model, budget: laptop).Status.ShouldBe(200);
    }

    [Fact]
    public void A_client_without_an_end_of_its_own_is_tallied()
    {
        using var world = new SpillWorld(SpillWorld.Budget(5));
        var laptop = world.Client("laptop");
        world.Ask("p/m", budget: laptop);
        world.Ask(budget: laptop);
        world.Books("client laptop:usdpmo").ShouldBe((0.01m, 0));
        world.Books().ShouldBe((0.005m, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_price_that_nobody_knows_fits_no_budget(bool isSaidToBeNothing)
    {
        using var world = new SpillWorld(SpillWorld.Budget(5), isSaidToBeNothing ? new Price(0, 0) : null);
        world.Network.On("f/m", Reply.Error(404));
        world.Ask().Status.ShouldBe(502);
        world.Ask().Status.ShouldBe(502);

        // By its name it serves, but nobody whose money is counted.
        var refused = world.Ask("p/m", budget: world.Client("laptop", month: 1));
        (refused.Status, world.Paid).ShouldBe((502, 0));
        refused.Message.ShouldContain("p/m: its price is not known");
        world.Ask("p/m").Status.ShouldBe(200);
    }

    [Fact]
    public void A_paid_stream_says_what_it_cost_before_its_end()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("p/m", Reply.Sse(Step.Text(Reply.Delta), Step.Text(Reply.Finish), Step.Text(Reply.UsageOnly), Step.Text(Reply.Done)));
        var bought = world.Ask(stream: true);
        bought.SpillReason.ShouldBe("no free route: 1 quota_spent");
        bought.Text.ShouldBe(Reply.Delta + Reply.Finish + ": x-gateway-cost-usd=0.005\n\n" + Reply.Done);
        world.Books().ShouldBe((0.005m, 0));
    }

    [Fact]
    public void A_free_stream_goes_out_as_it_came()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("f/m", Reply.Stream);
        world.Ask(stream: true).Text.ShouldBe(Reply.Delta + Reply.Finish + Reply.Done);
    }

    [Fact]
    public void A_paid_stream_that_ends_without_its_mark_gets_both()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("p/m", Reply.Sse(Step.Text(Reply.Delta), Step.Text(Reply.Finish)));
        world.Ask(stream: true).Text.ShouldBe(Reply.Delta + Reply.Finish + ": x-gateway-cost-usd=0.01\n\n" + Reply.Done);
    }

    [Fact]
    public void A_paid_stream_that_breaks_off_says_what_it_may_have_cost_and_that_it_broke()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("p/m", Reply.Sse(Step.Text(Reply.Delta), Step.Cut));
        var text = world.Ask(stream: true).Text;
        text.ShouldStartWith(Reply.Delta + ": x-gateway-cost-usd=0.01\n\n");
        text.ShouldContain("\"error\"");
        text.ShouldNotContain("[DONE]");
    }

    [Fact]
    public void A_client_that_hangs_up_owes_the_worst_case()
    {
        using var world = new SpillWorld(SpillWorld.Budget(1));
        world.Network.On("p/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        using var leaves = new CancellationTokenSource(TimeSpan.FromSeconds(4), world.Time);
        world.Time.Run(async () =>
        {
            try
            {
                await world.AskAsync(stream: true, cancel: leaves.Token);
            }
            catch (OperationCanceledException)
            {
                // As a door sees it.
            }
        });
        world.Books().ShouldBe((0.01m, 0));
    }

    private static decimal? Usd(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
