using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Dispatch;
using Gratis.Health.Measures;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Dispatch;

/// <summary>A second route beside one that is slower than usual.</summary>
public sealed class HedgeTests
{
    private static readonly RequestLimits Hedging = new() { Hedge = true };
    private static readonly Reply Late = Reply.Sse(Step.Wait(20), Step.Text(Reply.Delta + Reply.Finish + Reply.Done));

    [Fact]
    public void A_second_route_is_asked_after_the_first_one_s_own_patience_and_the_quicker_wins()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Late);
        world.Network.On("b/m", Reply.Stream.In(1));
        var heard = world.Ask("auto", stream: true);

        heard.Trail.ShouldBe("a/m=cancelled,b/m=served");
        heard.Attempts.ShouldBe(2);
        heard.Text.ShouldBe(Reply.Delta + Reply.Finish + Reply.Done);
        var began = world.Network.Calls[1].At;
        began.TotalSeconds.ShouldBeInRange(2, 2.7);
        heard.Committed.ShouldBe(began + TimeSpan.FromSeconds(1));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void The_first_may_still_win_and_the_second_is_broken_off()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Reply.Sse(Step.Wait(4), Step.Text(Reply.Delta), Step.Wait(3), Step.Text(Reply.Finish + Reply.Done)));
        world.Network.On("b/m", Late);
        var heard = world.Ask("auto", stream: true);
        heard.Trail.ShouldBe("a/m=served,b/m=cancelled");
        heard.Committed.ShouldBe(TimeSpan.FromSeconds(4));
        heard.Text.ShouldEndWith(Reply.Done);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_whole_answer_has_more_time_since_it_is_silent_while_it_is_written()
    {
        using var world = Usual(1);
        world.Network.On("a/m", Reply.Ok.In(30));
        world.Network.On("b/m", Reply.Ok.In(1));
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=cancelled,b/m=served");
        heard.Text.ShouldBe(Reply.Answer);
        heard.Committed.TotalSeconds.ShouldBeInRange(5, 6.5);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void It_is_off_unless_asked_for()
    {
        using var world = Usual(2, limits: new RequestLimits());
        world.Network.On("a/m", Late);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=served");
        world.Network.CallCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    public void Fewer_than_eight_answers_say_nothing_of_what_is_usual(int samples, int calls)
    {
        using var world = Usual(2, samples);
        world.Network.On("a/m", Late);
        world.Network.On("b/m", Reply.Stream);
        world.Ask("auto", stream: true);
        world.Network.CallCount.ShouldBe(calls);
    }

    [Fact]
    public void Less_than_a_second_is_never_slow()
    {
        using var world = Usual(0.05);
        world.Network.On("a/m", Late);
        world.Network.On("b/m", Reply.Stream);
        world.Ask("auto", stream: true);
        world.Network.Calls[1].At.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_answer_in_time_or_a_failure_in_time_needs_no_second()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Reply.Stream.In(1.5), Reply.Error(500).In(1));
        world.Network.On("b/m", Reply.Stream);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=served");
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=broken,b/m=served");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_lost_hedge_is_no_failure_and_is_booked()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpd(100)).Limited("b/m", Limits.Rpd(100)).Route("c/m"), Hedging);
        Learn(world, "a/m", 2, 20);
        world.Network.On("a/m", Reply.Sse(Step.Wait(3), Step.Text(Reply.Delta + Reply.Finish + Reply.Done)));
        world.Network.On("b/m", Late);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=served,b/m=cancelled");

        world.Health.Snapshot().ShouldBeEmpty();
        world.Engine.Measures.Find("b/m").ShouldBeNull();
        var booked = world.Engine.Quotas.Report().Where(pool => pool.Amount is not null).ToDictionary(pool => pool.Name.Provider, pool => (pool.Used, pool.Held));
        booked["a"].ShouldBe((1, 0));
        booked["b"].ShouldBe((1, 0));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void What_the_slow_one_would_have_taken_is_remembered_as_longer()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Late);
        world.Network.On("b/m", Reply.Stream);
        var before = Reading(world, "a/m");
        for (var i = 0; i < 10; i++) world.Ask("auto", stream: true);
        var after = Reading(world, "a/m");
        after.FirstToken!.Value.Samples.ShouldBeGreaterThan(before.FirstToken!.Value.Samples + 9);
        after.FirstToken!.Value.P95.ShouldBeGreaterThanOrEqualTo(before.FirstToken!.Value.P95);
        after.Success!.Value.Rate.ShouldBe(1);
        after.Success!.Value.Samples.ShouldBeLessThanOrEqualTo(before.Success!.Value.Samples);
    }

    [Fact]
    public void Both_may_fail_and_the_walk_goes_on_without_another_hedge()
    {
        using var world = Usual(2);
        Learn(world, "c/m", 2, 20);
        world.Network.On("a/m", Reply.Error(500).In(5));
        world.Network.On("b/m", Reply.Error(502).In(1));
        world.Network.On("c/m", Late);
        var heard = world.Ask("auto", stream: true);
        heard.Trail.ShouldBe("b/m=broken,a/m=broken,c/m=served");
        world.Network.CallCount.ShouldBe(3);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void When_one_of_the_two_fails_the_other_s_answer_counts()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Reply.Error(500).In(3));
        world.Network.On("b/m", Reply.Stream.In(4));
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=broken,b/m=served");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Both_answers_at_once_make_one_answer()
    {
        using var world = Usual(2);
        var second = 0.0;
        world.Network.On("a/m", _ => Reply.Stream.In(5));
        world.Network.On("b/m", call => Reply.Stream.In(5 - (second = call.At.TotalSeconds)));
        var heard = world.Ask("auto", stream: true);
        heard.Text.ShouldBe(Reply.Delta + Reply.Finish + Reply.Done);
        heard.Trail.Split(',').Order().Select(part => part.Split('=')[1]).Order().ShouldBe(["cancelled", "served"]);
        second.ShouldBeGreaterThan(2);
        world.Health.Snapshot().ShouldBeEmpty();
        world.ShouldBeAtRest();
    }

    [Fact]
    public void What_costs_money_is_neither_hedged_nor_a_hedge()
    {
        var sketch = new CatalogSketch().Route("paid/m", free: false).Route("a/m").Route("pricey/m", free: false)
            .Pool("dear", PoolStrategy.Priority, [], ("paid/m", 1), ("a/m", 1)).Pool("mixed", PoolStrategy.Priority, [], ("a/m", 1), ("pricey/m", 1));
        using var world = new World(sketch, Hedging);
        foreach (var id in (string[])["paid/m", "a/m", "pricey/m"])
        {
            Learn(world, id, 2, 20);
            world.Network.On(id, Late);
        }

        world.Ask("dear", stream: true).Trail.ShouldBe("paid/m=served");
        world.Ask("mixed", stream: true).Trail.ShouldBe("a/m=served");
        world.Network.CallCount.ShouldBe(2);
    }

    [Fact]
    public void Another_account_of_a_slow_route_and_a_route_in_trouble_are_no_help()
    {
        using var world = new World(new CatalogSketch().Provider("a", accounts: 2).Routes("a/m", "b/m"), Hedging);
        Learn(world, "a/m", 2, 20);
        world.Network.On("b/m", Reply.Unreachable);
        world.Ask("b/m", stream: true);
        world.Network.On("a/m", Late);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void A_client_that_leaves_ends_both()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Reply.Silence);
        world.Network.On("b/m", Reply.Silence);
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(6), world.Time);
        Should.Throw<OperationCanceledException>(() => world.Time.Run(() => world.AskAsync(World.Request("auto", stream: true), cancel: leaving.Token)));
        world.Network.CallCount.ShouldBe(2);
        world.Health.Snapshot().ShouldBeEmpty();
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_client_that_leaves_the_winner_s_stream_ends_it()
    {
        using var world = Usual(2);
        world.Network.On("a/m", Reply.Silence);
        world.Network.On("b/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(9), world.Time);
        var heard = world.Time.Run(() => world.AskAsync(World.Request("auto", stream: true), cancel: leaving.Token));
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(9));
        heard.Trail.ShouldBe("a/m=cancelled,b/m=cancelled");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void The_last_attempt_of_a_request_has_no_company()
    {
        using var world = Usual(2, limits: Hedging with { MaxAttempts = 1 });
        world.Network.On("a/m", Late);
        world.Ask("auto", stream: true).Trail.ShouldBe("a/m=served");
        world.Network.CallCount.ShouldBe(1);
    }

    private static World Usual(double firstToken, int samples = 20, RequestLimits? limits = null)
    {
        var world = new World(new CatalogSketch().Routes("a/m", "b/m", "c/m"), limits ?? Hedging);
        Learn(world, "a/m", firstToken, samples);
        return world;
    }

    private static void Learn(World world, string route, double firstToken, int samples)
    {
        for (var i = 0; i < samples; i++) world.Engine.Measures.Route(route).Served(TimeSpan.FromSeconds(firstToken), VirtualTime.Start);
    }

    private static MeasureReading Reading(World world, string route) => world.Engine.Measures.Route(route).Read(world.Time.GetUtcNow());
}
