using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

public sealed class StreamTests
{
    [Fact]
    public void Nothing_is_sent_before_the_first_substance_and_what_was_held_goes_with_it()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(": hold\n\n"), Step.Wait(5), Step.Text(Reply.Delta), Step.Wait(5), Step.Text(Reply.Finish + Reply.Done)));
        var flushes = new List<(double At, int Bytes)>();
        var client = new ClientPipe
        {
            OnFlush = (pipe, _) =>
            {
                flushes.Add((world.Time.Elapsed.TotalSeconds, pipe.Flushed));
                return default;
            },
        };
        world.Time.Run(() => world.AskAsync(World.Request("a/m", stream: true), client));
        flushes[0].ShouldBe((5, ": hold\n\n".Length + Reply.Delta.Length));
        client.Text.ShouldBe(": hold\n\n" + Reply.Delta + Reply.Finish + Reply.Done);
    }

    [Fact]
    public void A_stream_that_waits_between_frames_holds_no_memory()
    {
        Step[] steps = [.. Enumerable.Range(0, 20).SelectMany(_ => (Step[])[Step.Text(Reply.Delta), Step.Wait(9)]), Step.Text(Reply.Finish), Step.Text(Reply.Done)];
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(steps));
        world.Ask("a/m", stream: true).Text.ShouldEndWith(Reply.Done);
        world.Network.LastBody!.WaitsWithMemory.ShouldBe(0);
    }

    [Fact]
    public void Usage_that_the_client_did_not_ask_for_is_asked_for_and_kept()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta + Reply.Finish + Reply.UsageOnly + Reply.Done)));
        world.Ask("a/m", stream: true).Text.ShouldBe(Reply.Delta + Reply.Finish + Reply.Done);
        world.Network.Calls[0].Body.ShouldContain("\"include_usage\":true");

        world.Ask("a/m", stream: true, members: "\"stream_options\":{\"include_usage\":true},").Text.ShouldContain(Reply.UsageOnly);
    }

    [Fact]
    public void An_answer_that_is_no_stream_moves_on()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Ok);
        world.Network.On("b/m", Reply.Stream);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
    }

    [Fact]
    public void An_error_in_place_of_a_stream_is_judged_by_what_it_says()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text("{\"error\":{\"message\":\"Rate limit exceeded\","), Step.Text("\"code\":429}}")));
        world.Network.On("b/m", Reply.Stream);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=rate_limited,b/m=served");
    }

    [Fact]
    public void A_stream_that_never_comes_to_the_point_is_given_up()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse([.. Enumerable.Repeat(Step.Text(": " + new string('x', 4000) + "\n\n"), 1000)]));
        world.Network.On("b/m", Reply.Stream);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
    }

    [Fact]
    public void A_frame_without_end_breaks_off_instead_of_filling_the_memory()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse([Step.Text(Reply.Delta + "data: {"), .. Enumerable.Repeat(Step.Text(new string('x', 65536)), 200)]));
        var heard = world.Ask("a/m", stream: true);
        heard.Text.ShouldStartWith(Reply.Delta + "data: {\"error\"");
        heard.Text.Length.ShouldBeLessThan(2000);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_cut_stream_is_told_and_strikes_its_route()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Cut));
        var heard = world.Ask("auto", stream: true);
        heard.Text.ShouldContain("stream_broken");
        heard.Status.ShouldBe(200);
        world.Network.CallCount.ShouldBe(1);
        world.Health.Snapshot().ShouldHaveSingleItem().Cooldown.Strikes.ShouldBe(1);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("throws")]
    [InlineData("cancels")]
    public void A_client_that_leaves_a_stream_releases_it_and_harms_no_route(string how)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(1), Step.Text(Reply.Delta), Step.Hang));
        using var leaving = new CancellationTokenSource();
        var flushes = 0;
        var client = new ClientPipe
        {
            OnFlush = (_, _) =>
            {
                if (++flushes < 2) return default;
                if (how == "throws") throw new IOException("the connection was reset");
                if (how == "cancels") leaving.Cancel();
                return new(new System.IO.Pipelines.FlushResult(isCanceled: false, isCompleted: how == "gone"));
            },
        };
        var heard = world.Time.Run(() => world.AskAsync(World.Request("a/m", stream: true), client, leaving.Token));
        heard.Trail.ShouldBe("a/m=cancelled");
        heard.Text.ShouldBe(Reply.Delta + Reply.Delta);
        world.Health.Snapshot().ShouldBeEmpty();
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_client_that_leaves_a_silent_stream_ends_it_at_once()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(3), world.Time);
        var heard = world.Time.Run(() => world.AskAsync(World.Request("a/m", stream: true), cancel: leaving.Token));
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(3));
        heard.Trail.ShouldBe("a/m=cancelled");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void The_whole_limit_ends_no_stream_that_is_under_way()
    {
        using var world = new World(new CatalogSketch().Routes("a/m"), new RequestLimits { Total = TimeSpan.FromSeconds(10) });
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(30), Step.Text(Reply.Finish + Reply.Done)));
        world.Ask("a/m", stream: true).Text.ShouldEndWith(Reply.Done);
    }
}
