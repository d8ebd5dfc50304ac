using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

public sealed class FailoverTests
{
    [Fact]
    public void The_first_route_that_answers_serves()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Ok);
        var heard = world.Ask("auto");
        heard.Status.ShouldBe(200);
        heard.Text.ShouldBe(Reply.Answer);
        heard.Trail.ShouldBe("a/m=served");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Routes_are_tried_in_their_order_and_the_trail_tells_each()
    {
        using var world = new World("a/m", "b/m", "c/m", "d/m", "e/m", "f/m");
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Unreachable);
        world.Network.On("c/m", Reply.Limited(9));
        world.Network.On("d/m", Reply.Error(404));
        world.Network.On("e/m", Reply.Json("{}"));
        world.Network.On("f/m", Reply.Ok);
        var heard = world.Ask("auto");
        heard.Status.ShouldBe(200);
        heard.Trail.ShouldBe("a/m=broken,b/m=unreachable,c/m=rate_limited,d/m=model_gone,e/m=invalid_answer,f/m=served");
        heard.Attempts.ShouldBe(6);
        heard.Ended.ShouldBe(TimeSpan.Zero);
        world.ShouldBeAtRest();
    }

    [Theory]
    [InlineData(401, "key_refused")]
    [InlineData(402, "payment_wanted")]
    [InlineData(403, "key_refused")]
    [InlineData(404, "model_gone")]
    [InlineData(408, "timeout")]
    [InlineData(500, "broken")]
    [InlineData(503, "broken")]
    [InlineData(302, "invalid_answer")]
    public void A_failure_status_is_never_relayed_as_ours(int status, string verdict)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(status));
        world.Network.On("b/m", Reply.Error(500));
        var heard = world.Ask("auto");
        (heard.Status, heard.Code).ShouldBe((502, "all_candidates_failed"));
        heard.Error!.Attempts![0].Verdict.ShouldBe(verdict);
        heard.Error.Attempts[0].Status.ShouldBe(status);
        heard.Error.RequestId.ShouldBe("req-1");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_pinned_route_has_no_substitute()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(401));
        world.Ask("a/m").Status.ShouldBe(502);
        world.Called.ShouldBe(["a/m"]);
    }

    [Fact]
    public void The_last_route_gets_a_second_call_when_its_fault_may_pass()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Error(500), Reply.Ok);
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=broken,b/m=broken,b/m=served");
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void There_is_only_one_second_call()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Error(500));
        world.Ask("auto").Trail.ShouldBe("a/m=broken,a/m=broken");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(404)]
    [InlineData(408)]
    public void A_fault_that_does_not_pass_gets_no_second_call(int status)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Error(status), Reply.Ok);
        world.Ask("auto").Attempts.ShouldBe(1);
    }

    [Fact]
    public void A_second_call_that_serves_clears_the_first_one_s_strike()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Error(500), Reply.Ok);
        world.Ask("auto").Status.ShouldBe(200);
        world.Health.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void The_second_call_is_not_made_past_a_wall_that_was_hit_meanwhile()
    {
        using var world = new World(new CatalogSketch().Routes("a/m"));
        var calls = 0;
        world.Network.On("a/m", _ => ++calls == 1 ? Reply.Error(500) : Reply.Limited(600));
        world.Time.Run(async () =>
        {
            var first = world.AskAsync(World.Request("a/m", maxWait: 0));
            var second = world.AskAsync(World.Request("a/m", maxWait: 0));
            (await first).Trail.ShouldBe("a/m=broken");
            (await second).Code.ShouldBe("quota_exhausted");
        });
        calls.ShouldBe(2);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void No_more_calls_are_made_than_allowed()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(i => $"p{i}/m")];
        using var world = new World(new CatalogSketch().Routes(ids), new RequestLimits { MaxAttempts = 3 });
        foreach (var id in ids) world.Network.On(id, Reply.Error(500));
        var heard = world.Ask("auto");
        heard.Status.ShouldBe(502);
        world.Called.ShouldBe(["p0/m", "p1/m", "p2/m"]);
    }

    [Fact]
    public void A_route_in_trouble_is_tried_after_the_healthy_ones()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Unreachable);
        world.Network.On("b/m", Reply.Ok, Reply.Error(500));
        world.Ask("auto").Trail.ShouldBe("a/m=unreachable,b/m=served");
        world.Ask("auto").Trail.ShouldBe("b/m=broken,a/m=unreachable,a/m=unreachable");
    }

    [Fact]
    public void Another_account_takes_over_where_one_is_limited()
    {
        using var world = new World(new CatalogSketch().Provider("a", accounts: 2).Routes("a/m"));
        world.Network.On("a/m", call => call.Account == "a#1" ? Reply.Limited(60) : Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=rate_limited,a/m=served");
        for (var i = 0; i < 5; i++) world.Ask("auto").Trail.ShouldBe("a/m=served");
        world.Network.Calls.Count(c => c.Account == "a#1").ShouldBe(1);
    }

    [Fact]
    public void Accounts_take_turns()
    {
        using var world = new World(new CatalogSketch().Provider("a", accounts: 3).Routes("a/m"));
        world.Network.On("a/m", Reply.Ok);
        for (var i = 0; i < 6; i++) world.Ask("a/m");
        world.Network.Calls.Select(c => c.Account).ShouldBe(["a#1", "a#2", "a#3", "a#1", "a#2", "a#3"]);
    }

    [Fact]
    public void What_nobody_serves_is_not_found_and_says_what_there_is()
    {
        using var world = new World("a/m");
        var heard = world.Ask("a/other");
        (heard.Status, heard.Code).ShouldBe((404, "model_not_found"));
        heard.Error!.Message.ShouldContain("Provider 'a' lists no model 'other'");
        world.Ask("nobody").Error!.Message.ShouldContain("No provider here serves 'nobody'");
    }

    [Fact]
    public void A_virtual_model_that_nothing_backs_says_what_to_set()
    {
        using var world = new World(new CatalogSketch().Route("a/m", free: false));
        var heard = world.Ask("auto");
        (heard.Status, heard.Code).ShouldBe((503, "no_routes"));
        world.Ask("m").Code.ShouldBe("no_routes");
    }

    [Fact]
    public void Dropped_parameters_do_not_reach_the_route_that_refuses_them()
    {
        using var world = new World(new CatalogSketch().Route("a/m", refuses: "seed"));
        world.Network.On("a/m", Reply.Ok);
        world.Ask("a/m", members: "\"seed\":1,").Status.ShouldBe(200);
        world.Network.Calls[0].Body.ShouldBe("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    [Theory]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}")]
    [InlineData("{\"choices\":[{\"message\":{\"reasoning_content\":\"hm\"},\"finish_reason\":\"stop\"}]}")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"cut")]
    [InlineData("{\"error\":{\"message\":\"boom\"}}")]
    [InlineData("<html>busy</html>")]
    [InlineData("")]
    public void An_answer_that_is_none_moves_on(string body)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Json(body));
        world.Network.On("b/m", Reply.Ok);
        var heard = world.Ask("auto");
        heard.Trail.ShouldEndWith("b/m=served");
        heard.Attempts.ShouldBe(2);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void An_answer_larger_than_allowed_is_not_read_to_its_end()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m"), new RequestLimits { MaxAnswerBytes = 10_000 });
        world.Network.On("a/m", Reply.Json(new string(' ', 9_000)) with { Body = [.. Enumerable.Repeat(Step.Text(new string(' ', 4_000)), 100)] });
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=invalid_answer,b/m=served");
    }
}
