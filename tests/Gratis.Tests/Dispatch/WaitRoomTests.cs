using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Tests.Time;

namespace Gratis.Tests.Dispatch;

/// <summary>Requests that wait for a pool the ledger knows: exactly as many go as it holds, in a fair order, and nobody calls in vain.</summary>
public sealed class WaitRoomTests
{
    // Until a rolling minute forgets a call that was stamped when it was answered, at once.
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<string> _served = [];

    [Fact]
    public void A_spent_pool_gets_no_call_and_names_the_exact_instant()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(2)));
        world.Ask("a/m").Status.ShouldBe(200);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        world.Ask("a/m").Status.ShouldBe(200);
        world.Time.Advance(TimeSpan.FromSeconds(5));

        var heard = world.Ask("a/m", maxWait: 0);
        (heard.Status, heard.Code, heard.Attempts).ShouldBe((429, "quota_exhausted", 0));
        heard.Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(45));
        world.Network.CallCount.ShouldBe(2);
    }

    [Fact]
    public void The_next_provider_is_asked_while_the_first_is_spent()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(1)).Limited("b/m", Limits.Rpm(1)));
        world.Ask("auto").Trail.ShouldBe("a/m=served");
        world.Ask("auto").Trail.ShouldBe("b/m=served");
        world.Ask("auto", maxWait: 0).Code.ShouldBe("quota_exhausted");
        world.Time.Advance(Minute);
        world.Ask("auto").Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void Exactly_as_many_go_at_a_reset_as_the_pool_holds()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(3)));
        world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 10).Select(i => AskAs(world, $"r{i}", maxWait: 200))));
        _served.Count.ShouldBe(10);
        world.Network.Calls.GroupBy(c => c.At).Select(g => (g.Key, g.Count()))
            .ShouldBe([(TimeSpan.Zero, 3), (Minute, 3), (2 * Minute, 3), (3 * Minute, 1)]);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_daily_pool_opens_at_the_midnight_of_its_zone()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpd(1, "America/Los_Angeles")));
        world.Ask("a/m").Status.ShouldBe(200);

        // The test begins at noon UTC, 4 in the morning there.
        world.Ask("a/m", maxWait: 0).Error!.RetryAfter.ShouldBe(TimeSpan.FromHours(20));
        world.Time.Advance(TimeSpan.FromHours(20) - TimeSpan.FromSeconds(10));
        var heard = world.Ask("a/m", maxWait: 30);
        (heard.Status, heard.Ended).ShouldBe((200, TimeSpan.FromHours(20)));
    }

    [Fact]
    public void Clients_take_turns_however_many_requests_one_of_them_has()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(1)));
        world.Time.Run(async () =>
        {
            Task[] asked =
            [
                .. Enumerable.Range(0, 4).Select(i => AskAs(world, $"greedy{i}", client: "greedy", maxWait: 1000)),
                AskAs(world, "modest0", client: "modest", maxWait: 1000),
                AskAs(world, "modest1", client: "modest", maxWait: 1000),
            ];
            await Task.WhenAll(asked);
        });
        _served.ShouldBe(["greedy0", "modest0", "greedy1", "modest1", "greedy2", "greedy3"]);
    }

    [Fact]
    public void Interactive_requests_go_before_background_ones_that_came_first()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(1)));
        world.Time.Run(() => Task.WhenAll(
            AskAs(world, "first", maxWait: 1000),
            AskAs(world, "batch0", background: true, maxWait: 1000),
            AskAs(world, "batch1", background: true, maxWait: 1000),
            AskAs(world, "chat", maxWait: 1000)));
        _served.ShouldBe(["first", "chat", "batch0", "batch1"]);
    }

    [Fact]
    public void A_newcomer_at_the_reset_does_not_overtake_who_waited()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(1)));
        world.Time.Run(async () =>
        {
            await AskAs(world, "first");
            var waiting = AskAs(world, "patient", maxWait: 100);
            await Task.Delay(Minute, world.Time);
            await AskAs(world, "newcomer", maxWait: 0);
            await waiting;
        });
        _served.ShouldBe(["first", "patient"]);
    }

    [Fact]
    public void A_place_that_a_call_gives_back_is_taken_the_same_moment()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.AtOnce(2)), Reply.Ok.In(7));
        world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 5).Select(i => AskAs(world, $"r{i}"))));
        world.Network.Calls.Select(c => c.At.TotalSeconds).ShouldBe([0, 0, 7, 7, 14]);
        _served.Count.ShouldBe(5);
    }

    [Fact]
    public void A_call_that_never_left_gives_its_room_to_who_waits()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpd(1)));
        world.Network.On("a/m", Reply.Unreachable.In(3), Reply.Unreachable, Reply.Ok);
        world.Ask("a/m", maxWait: 0).Code.ShouldBe("all_candidates_failed");
        world.Engine.Quotas.Report().Single(p => p.Amount == 1).Used.ShouldBe(0);
    }

    [Fact]
    public void Whoever_waits_leaves_its_place_to_requests_that_need_not()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpm(1)).Route("b/m"), new RequestLimits { MaxConcurrent = 1 });
        world.Network.On("a/m", Reply.Ok);
        world.Network.On("b/m", Reply.Ok);
        world.Time.Run(async () =>
        {
            await AskAs(world, "a0", "a/m");
            var waiting = AskAs(world, "a1", "a/m", maxWait: 100);
            await AskAs(world, "b0", "b/m");
            await waiting;
        });
        _served.ShouldBe(["a0", "b0", "a1"]);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void As_many_may_wait_as_may_queue_and_the_next_is_told_at_once()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpm(1)), new RequestLimits { MaxQueued = 2, Total = TimeSpan.FromHours(1) });
        world.Network.On("a/m", Reply.Ok);
        world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 4).Select(i => AskAs(world, $"r{i}", maxWait: 200))));
        _served.ShouldBe(["r0", "r1", "r2"]);
    }

    [Fact]
    public void A_client_that_leaves_gives_its_turn_to_the_next()
    {
        using var world = Waiting(new CatalogSketch().Limited("a/m", Limits.Rpm(1)));
        using var leaves = new CancellationTokenSource(TimeSpan.FromSeconds(20), world.Time);
        world.Time.Run(async () =>
        {
            await AskAs(world, "first");
            var gone = world.AskAsync(World.Request("a/m", maxWait: 100), cancel: leaves.Token);
            var next = AskAs(world, "next", maxWait: 100);
            await Should.ThrowAsync<OperationCanceledException>(gone);
            await next;
        });
        _served.ShouldBe(["first", "next"]);
        world.Time.Elapsed.ShouldBe(Minute);
        world.ShouldBeAtRest();
    }

    private static World Waiting(CatalogSketch sketch, Reply? reply = null)
    {
        var world = new World(sketch, new RequestLimits { Total = TimeSpan.FromHours(1) });
        world.Network.On("a/m", reply ?? Reply.Ok);
        world.Network.On("b/m", reply ?? Reply.Ok);
        return world;
    }

    private async Task AskAs(World world, string name, string model = "a/m", string? client = null, bool background = false, double? maxWait = null)
    {
        var request = World.Request(model, maxWait: maxWait, client: client, background: background);
        var heard = await world.AskAsync(request);
        if (heard.Status == 200) _served.Add(name);
        else heard.Code.ShouldBe("quota_exhausted");
    }
}
