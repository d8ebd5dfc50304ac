using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

public sealed class AdmissionTests
{
    private static readonly RequestLimits Narrow = new() { MaxConcurrent = 2, MaxQueued = 3, QueueTimeout = TimeSpan.FromSeconds(5) };

    [Fact]
    public void No_more_than_allowed_are_in_flight_and_the_rest_wait_their_turn()
    {
        using var world = Narrowed(Reply.Ok.In(2));
        var heard = world.Time.Run(() => Many(world, 5));
        heard.ShouldAllBe(h => h.Status == 200);
        heard.Select(h => h.Ended.TotalSeconds).ShouldBe([2, 2, 4, 4, 6]);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void One_more_than_the_queue_holds_is_turned_away_at_once()
    {
        using var world = Narrowed(Reply.Ok.In(1));
        var heard = world.Time.Run(() => Many(world, 6));
        heard.Count(h => h.Status == 200).ShouldBe(5);
        var away = heard.Single(h => h.Status != 200);
        (away.Status, away.Code, away.Ended).ShouldBe((429, "request_queue_timeout", TimeSpan.Zero));
        away.Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        away.Attempts.ShouldBe(0);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Who_waits_too_long_is_turned_away_and_leaves_the_queue()
    {
        using var world = Narrowed(Reply.Ok.In(6));
        var heard = world.Time.Run(() => Many(world, 5));
        heard.Count(h => h.Code == "request_queue_timeout").ShouldBe(3);
        heard.Where(h => h.Code is not null).ShouldAllBe(h => h.Ended == TimeSpan.FromSeconds(5));
        world.Ask("a/m").Status.ShouldBe(200);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Who_leaves_the_queue_makes_room_in_it()
    {
        using var world = Narrowed(Reply.Ok.In(2));
        world.Time.Run(async () =>
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(1), world.Time);
            var served = Many(world, 4);
            var gone = world.AskAsync(World.Request("a/m"), cancel: leaving.Token);
            (await world.AskAsync(World.Request("a/m"))).Code.ShouldBe("request_queue_timeout");
            await Should.ThrowAsync<OperationCanceledException>(gone);
            (await world.AskAsync(World.Request("a/m"))).Status.ShouldBe(200);
            (await served).ShouldAllBe(h => h.Status == 200);
        });
        world.ShouldBeAtRest();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_committed_stream_gives_its_place_back_where_the_owner_wants_it(bool release, int held)
    {
        using var world = new World(new CatalogSketch().Routes("a/m"), Narrow with { ReleaseSlotAtCommit = release });
        world.Network.On("a/m", Reply.Stream);
        world.Time.Run(async () =>
        {
            await using (await world.Engine.SendAsync(World.Request("a/m", stream: true), CancellationToken.None))
                world.Engine.InFlight.ShouldBe(held);
        });
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_reload_that_keeps_the_rules_keeps_the_places_in_use()
    {
        using var world = Narrowed(Reply.Ok.In(2));
        world.Time.Run(async () =>
        {
            var asked = world.AskAsync(World.Request("a/m"));
            world.Engine.Reconfigure(new CatalogSketch().Routes("a/m", "b/m").Build(), Narrow);
            world.Engine.InFlight.ShouldBe(1);
            (await asked).Status.ShouldBe(200);
        });
        world.ShouldBeAtRest();
    }

    private static World Narrowed(Reply reply)
    {
        var world = new World(new CatalogSketch().Routes("a/m"), Narrow);
        world.Network.On("a/m", reply);
        return world;
    }

    private static Task<Heard[]> Many(World world, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => world.AskAsync(World.Request("a/m"))));
}
