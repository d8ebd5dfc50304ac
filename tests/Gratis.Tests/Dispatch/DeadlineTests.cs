using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    [Fact]
    public void A_silent_attempt_may_use_half_of_what_is_left_while_others_remain()
    {
        using var world = new World("a/m", "b/m", "c/m");
        foreach (var id in (string[])["a/m", "b/m", "c/m"]) world.Network.On(id, Reply.Silence);
        var heard = world.Ask("auto");
        heard.Code.ShouldBe("all_candidates_failed");
        heard.Trail.ShouldBe("a/m=timeout,b/m=timeout,c/m=timeout");
        ShouldBeNear(world.Network.Calls[1].At, 60);
        ShouldBeNear(world.Network.Calls[2].At, 90);
        ShouldBeNear(heard.Ended, 120);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Headers_alone_do_not_end_the_silence()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Ok with { After = TimeSpan.FromSeconds(40), Body = [Step.Hang] });
        world.Network.On("b/m", Reply.Ok);
        ShouldBeNear(world.Ask("auto").Ended, 60);
    }

    [Fact]
    public void The_last_call_that_is_allowed_has_all_the_time_that_is_left()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m"), new RequestLimits { MaxAttempts = 1 });
        world.Network.On("a/m", Reply.Ok.In(100));
        world.Ask("auto").Status.ShouldBe(200);
    }

    [Fact]
    public void A_route_whose_companions_are_all_walled_has_all_the_time_that_is_left()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Ok.In(100));
        world.Network.On("b/m", Reply.Limited(3600));
        world.Ask("b/m", maxWait: 0).Code.ShouldBe("quota_exhausted");
        world.Ask("auto").Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void A_stream_owes_its_first_token_within_its_own_bound()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Hang).In(20));
        world.Network.On("b/m", Reply.Stream);
        var heard = world.Ask("auto", stream: true);
        heard.Trail.ShouldBe("a/m=timeout,b/m=served");
        ShouldBeNear(heard.Committed, 30);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Comments_do_not_count_as_a_first_token()
    {
        Step[] chatter = [.. Enumerable.Range(0, 100).SelectMany(_ => (Step[])[Step.Text(": still here\n\n"), Step.Wait(1)])];
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(chatter));
        world.Network.On("b/m", Reply.Stream);
        var heard = world.Ask("auto", stream: true);
        ShouldBeNear(heard.Committed, 30);
        heard.Text.ShouldNotContain("still here");
    }

    [Fact]
    public void A_provider_may_have_deadlines_of_its_own()
    {
        using var world = new World(new CatalogSketch()
            .Provider("slow", with: p => p with { Patience = new(null, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(100), null) })
            .Provider("short", with: p => p with { Patience = new(null, null, null, TimeSpan.FromSeconds(4)) })
            .Routes("slow/m", "short/m"));
        world.Network.On("slow/m", Reply.Sse(Step.Wait(45), Step.Text(Reply.Delta), Step.Wait(90), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        world.Network.On("short/m", Reply.Silence);
        world.Ask("slow/m", stream: true).Text.ShouldEndWith(Reply.Done);
        var from = world.Time.Elapsed;
        ShouldBeNear(world.Ask("short/m").Ended - from, 4);
    }

    [Fact]
    public void A_stream_that_falls_silent_after_its_commit_ends_with_an_error()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        var heard = world.Ask("auto", stream: true);
        heard.Text.ShouldStartWith(Reply.Delta);
        heard.Text.ShouldContain("\"code\":\"stream_broken\"");
        heard.Text.ShouldNotContain("[DONE]");
        heard.Trail.ShouldBe("a/m=timeout");
        ShouldBeNear(heard.Ended, 60);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_slow_but_steady_stream_is_never_cut()
    {
        Step[] steps = [.. Enumerable.Range(0, 30).SelectMany(_ => (Step[])[Step.Text(Reply.Delta), Step.Wait(50)]), Step.Text(Reply.Finish), Step.Text(Reply.Done)];
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(steps));
        var heard = world.Ask("auto", stream: true);
        heard.Text.ShouldEndWith(Reply.Finish + Reply.Done);
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(1500));
    }

    [Fact]
    public void A_body_that_dribbles_is_bounded_by_the_whole_request()
    {
        Step[] steps = [.. Enumerable.Range(0, 100).SelectMany(_ => (Step[])[Step.Text(" "), Step.Wait(10)])];
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Ok with { After = TimeSpan.FromSeconds(50), Body = steps });
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=timeout");
        ShouldBeNear(heard.Ended, 120);
    }

    [Fact]
    public void A_body_that_stalls_in_the_middle_is_given_up_after_the_idle_bound()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Ok with { Body = [Step.Wait(10), Step.Text("{\"choices\""), Step.Hang] });
        world.Network.On("b/m", Reply.Ok);
        ShouldBeNear(world.Ask("auto").Ended, 70);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_whose_explanation_never_ends_is_judged_by_its_status(bool breaks)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(60) with { Body = [Step.Text("{\"error\":"), breaks ? Step.Cut : Step.Hang] });
        world.Network.On("b/m", Reply.Ok);
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=rate_limited,b/m=served");
        ShouldBeNear(heard.Ended, breaks ? 0 : 5);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Time_in_which_the_client_does_not_read_is_not_the_upstream_s()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(1), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        var client = new ClientPipe
        {
            OnFlush = async (_, cancel) =>
            {
                await Task.Delay(TimeSpan.FromMinutes(5), world.Time, cancel);
                return default;
            },
        };
        var heard = world.Time.Run(() => world.AskAsync(World.Request("auto", stream: true), client));
        heard.Trail.ShouldBe("a/m=served");
        heard.Text.ShouldEndWith(Reply.Done);
    }

    private static void ShouldBeNear(TimeSpan actual, double seconds) => actual.ShouldBe(TimeSpan.FromSeconds(seconds), Tick);
}
