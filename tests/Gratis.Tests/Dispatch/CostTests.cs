using Gratis.Catalog.Learned;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>A free route that turns out to cost something is free no more, from that instant on.</summary>
public sealed class CostTests
{
    private const string Spent = "insufficient credits, please add more to your account";
    private const string SpentBody = "{\"error\":{\"message\":\"" + Spent + "\",\"code\":402}}";

    [Theory]
    [InlineData("\"cost\":0.002", 0.002)]
    [InlineData("\"cost\":\"0.002\"", 0.002)]
    [InlineData("\"cost\":2e-3", 0.002)]
    [InlineData("\"cost\":\"1e-05\"", 0.00001)]
    [InlineData("\"total_cost\":\"0.5\"", 0.5)]
    [InlineData("\"cost\":0,\"cost_details\":{\"upstream_inference_cost\":0.01}", 0.01)]
    [InlineData("\"cost\":0,\"cost_details\":{\"upstream_inference_cost\":null,\"upstream_inference_prompt_cost\":\"0.01\",\"upstream_inference_completions_cost\":0.02}", 0.03)]
    public void A_price_in_the_usage_ends_it_whole_or_streamed(string cost, double usd)
    {
        var usage = $"\"usage\":{{\"prompt_tokens\":3,\"completion_tokens\":5,{cost}}}";
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Json($$"""{"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}],{{usage}}}"""));
        world.Network.On("b/m", Reply.Sse(Step.Text(Reply.Delta), Step.Text(Reply.Finish), Step.Text($$"""data: {"choices":[],{{usage}}}""" + "\n\n"), Step.Text(Reply.Done)));

        world.Ask("auto").Status.ShouldBe(200);
        world.Ask("auto", stream: true).Trail.ShouldBe("b/m=served");

        foreach (var route in (string[])["a/m", "b/m"])
            decimal.Parse(world.Evidence(route).Find(LearnedTopics.Cost)!.Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBe((decimal)usd);
        world.Ask("auto").Code.ShouldBe("all_candidates_failed");
        world.Network.CallCount.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"cost\":0")]
    [InlineData("\"cost\":\"0.000\"")]
    [InlineData("\"cost\":null")]
    [InlineData("\"cost\":-1")]
    [InlineData("\"cost\":\"free\"")]
    [InlineData("\"cost_details\":{\"upstream_inference_cost\":0}")]
    public void Nothing_is_no_price(string cost)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Json($$$"""{"choices":[{"message":{"content":"hello"}}],"usage":{"prompt_tokens":3,{{{cost}}}}}"""));
        world.Ask("auto").Status.ShouldBe(200);
        world.Ask("auto").Status.ShouldBe(200);
        world.Evidence("a/m").IsBilled.ShouldBeFalse();
    }

    [Fact]
    public void A_client_that_hangs_up_behind_the_price_has_still_shown_it()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(1), Step.Text("""data: {"choices":[],"usage":{"cost":0.1}}""" + "\n\n"), Step.Hang));
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(2), world.Time);
        world.Time.Run(() => world.AskAsync(World.Request("auto", stream: true), cancel: leaving.Token)).Trail.ShouldBe("a/m=cancelled");
        world.Evidence("a/m").IsBilled.ShouldBeTrue();
    }

    [Fact]
    public void The_price_counts_before_the_client_has_seen_it()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(1), Step.Text("""data: {"choices":[],"usage":{"cost":0.1}}""" + "\n\n"), Step.Wait(9), Step.Text(Reply.Finish + Reply.Done)));
        var billed = new List<bool>();
        var client = new ClientPipe
        {
            OnFlush = (pipe, _) =>
            {
                billed.Add(world.Evidence("a/m").IsBilled);
                return default;
            },
        };
        world.Time.Run(() => world.AskAsync(World.Request("auto", stream: true, members: "\"stream_options\":{\"include_usage\":true},"), client));
        billed[..2].ShouldBe([false, true]);
    }

    public static TheoryData<string> Demands => ["status", "whole", "flat", "in place of a stream", "in a stream", "behind the first words"];

    [Theory]
    [MemberData(nameof(Demands))]
    public void Who_wants_money_first_is_not_free(string how)
    {
        var isStream = how.Contains("stream", StringComparison.Ordinal) || how.StartsWith("behind", StringComparison.Ordinal);
        using var world = new World("a/m", "b/m");
        world.Network.On("b/m", isStream ? Reply.Stream : Reply.Ok);
        world.Network.On("a/m", how switch
        {
            "status" => Reply.Error(402, "payment required"),
            "whole" or "in place of a stream" => Reply.Json(SpentBody),
            "flat" => Reply.Json($"{{\"message\":\"{Spent}\",\"code\":402}}"),
            "in a stream" => Reply.Sse(Step.Text("data: " + SpentBody + "\n\n")),
            _ => Reply.Sse(Step.Text(Reply.Delta + "data: " + SpentBody + "\n\n")),
        });

        world.Ask("auto", isStream).Trail.ShouldStartWith("a/m=payment_wanted");

        world.Evidence("a/m").Find(LearnedTopics.Cost)!.Value.ShouldBe("0");
        world.Time.Advance(TimeSpan.FromDays(3));
        world.Ask("auto", isStream).Trail.ShouldBe("b/m=served");
    }

    [Fact]
    public void Who_asks_for_the_route_by_its_name_may_still_have_it()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Json("""{"choices":[{"message":{"content":"hello"}}],"usage":{"cost":0.1}}"""));
        world.Ask("auto").Status.ShouldBe(200);
        world.Ask("auto").Status.ShouldNotBe(200);
        world.Ask("a/m").Trail.ShouldBe("a/m=served");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_route_that_was_never_free_learns_no_price(bool isLocal)
    {
        using var world = new World(new CatalogSketch().Provider("a", with: provider => provider with { IsLocal = isLocal }).Route("a/m", free: false));
        world.Network.On("a/m", Reply.Json("""{"choices":[{"message":{"content":"hello"}}],"usage":{"cost":0.1}}"""), Reply.Error(402, "payment required"));
        world.Ask("a/m").Status.ShouldBe(200);
        world.Ask("a/m").Status.ShouldNotBe(200);
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_request_that_had_planned_with_the_route_before_it_cost_anything_does_not_take_it()
    {
        using var world = new World("a/m", "b/m", "c/m");
        world.Network.On("a/m", Reply.Error(500).In(10), Reply.Error(500).In(1));
        world.Network.On("b/m", Reply.Json("""{"choices":[{"message":{"content":"hello"}}],"usage":{"cost":0.1}}"""));
        world.Network.On("c/m", Reply.Ok);
        var (slow, quick) = world.Time.Run(async () =>
        {
            var first = world.AskAsync(World.Request("auto"));
            var second = await world.AskAsync(World.Request("auto"));
            return (await first, second);
        });
        quick.Trail.ShouldBe("a/m=broken,b/m=served");
        slow.Trail.ShouldBe("a/m=broken,c/m=served");
    }

    [Fact]
    public void A_request_that_waits_for_quota_does_not_take_it_either()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpm(1)));
        world.Network.On("a/m", Reply.Json("""{"choices":[{"message":{"content":"hello"}}],"usage":{"cost":0.1}}""").In(5));
        var waiting = world.Time.Run(async () =>
        {
            var first = world.AskAsync(World.Request("auto"));
            var second = await world.AskAsync(World.Request("auto", maxWait: 300));
            (await first).Status.ShouldBe(200);
            return second;
        });
        waiting.Status.ShouldNotBe(200);
        world.Network.CallCount.ShouldBe(1);
    }
}
