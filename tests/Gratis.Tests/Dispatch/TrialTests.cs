using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>After a wall exactly one request tries whether it is gone.</summary>
public sealed class TrialTests
{
    [Fact]
    public void Of_many_at_once_exactly_one_tries_and_the_others_wait_for_its_news()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Ok.In(2));
        var heard = world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 15).Select(_ => world.AskAsync(World.Request("a/m")))));
        heard.ShouldAllBe(h => h.Status == 200);
        world.Network.Calls.Skip(1).Count(c => c.At < TimeSpan.FromSeconds(12)).ShouldBe(1);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_failed_trial_costs_one_call_however_many_wait()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Limited(3600).In(2));
        var heard = world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 15).Select(_ => world.AskAsync(World.Request("a/m")))));
        heard.ShouldAllBe(h => h.Code == "quota_exhausted");
        world.Network.CallCount.ShouldBe(2);
    }

    [Fact]
    public void Others_fail_over_while_a_trial_is_under_way()
    {
        using var world = Walled("b/m");
        world.Network.On("a/m", Reply.Ok.In(2));
        world.Network.On("b/m", Reply.Ok);
        var heard = world.Time.Run(() => Task.WhenAll(world.AskAsync(World.Request("auto")), world.AskAsync(World.Request("auto"))));
        heard.Select(h => h.Trail).ShouldBe(["a/m=served", "b/m=served"]);
    }

    [Fact]
    public void A_client_that_leaves_gives_its_trial_back()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Silence, Reply.Ok);
        Leave(world, stream: false);
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);
    }

    [Fact]
    public void A_client_that_leaves_before_the_first_token_gives_its_trial_back()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Sse(Step.Text(": wait\n\n"), Step.Hang), Reply.Ok);
        Leave(world, stream: true);
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);
    }

    [Fact]
    public void A_trial_ends_with_the_first_token_and_long_before_the_last()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(50), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        world.Time.Run(async () =>
        {
            await using var answer = await world.Engine.SendAsync(World.Request("a/m", stream: true), CancellationToken.None);
            var copying = answer.CopyToAsync(new ClientPipe(), CancellationToken.None);
            (await world.AskAsync(World.Request("a/m", stream: true, maxWait: 0))).Status.ShouldBe(200);
            await copying;
        });
        world.Health.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void A_committed_stream_that_nobody_copies_gives_everything_back()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        world.Time.Run(async () =>
        {
            var answer = await world.Engine.SendAsync(World.Request("a/m", stream: true), CancellationToken.None);
            await answer.DisposeAsync();
            await answer.DisposeAsync();
        });
        world.ShouldBeAtRest();
        world.Network.On("a/m", Reply.Ok);
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);
    }

    [Fact]
    public void A_trial_that_ends_in_a_bug_is_given_back_and_the_bug_comes_out()
    {
        using var world = Walled();
        world.Network.On("a/m", Reply.Ok with { Fault = new NotSupportedException("a bug") }, Reply.Ok);
        Should.Throw<NotSupportedException>(() => world.Ask("a/m"));
        world.ShouldBeAtRest();
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);
    }

    private static void Leave(World world, bool stream)
    {
        using var client = new CancellationTokenSource(TimeSpan.FromSeconds(3), world.Time);
        Should.Throw<OperationCanceledException>(() => world.Time.Run(() => world.AskAsync(World.Request("a/m", stream), cancel: client.Token)));
        world.ShouldBeAtRest();
    }

    /// <summary>A world in which a/m has hit a wall ten seconds ago that opens now.</summary>
    private static World Walled(params string[] others)
    {
        var world = new World(new CatalogSketch().Routes(["a/m", .. others]));
        world.Network.On("a/m", Reply.Limited(10));
        world.Ask("a/m", maxWait: 0).Code.ShouldBe("quota_exhausted");
        world.Time.Advance(TimeSpan.FromSeconds(10));
        return world;
    }
}
