using Gratis.Dispatch;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>Who listens hears what requests do while they do it.</summary>
public sealed class LiveRequestsTests
{
    [Fact]
    public void Every_step_of_a_request_is_told_in_its_order_and_its_end_with_all_that_is_known_of_it()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(5), Step.Text(Reply.Finish + Reply.UsageOnly + Reply.Done)));
        using var listener = world.Engine.Log.Live.Listen()!;
        world.Ask("auto", stream: true);

        var told = Told(listener);
        told.Select(one => one.Type).ShouldBe(["started", "attempt", "failed", "attempt", "committed", "ended"]);
        told.ShouldAllBe(one => one.Id == "req-1");
        (told[0].Model, told[0].IsStream).ShouldBe(("auto", true));
        (told[2].Route, told[2].Verdict, told[2].Status).ShouldBe(("a/m", "broken", 500));
        var story = told[^1].Story!;
        (story.Outcome, story.Route, story.OutputTokens, story.Took).ShouldBe(("served", "b/m", 5, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Without_a_listener_a_request_has_no_watcher_but_its_own()
    {
        var live = new LiveRequests();
        var request = World.Request("a/m");
        live.Watch(request, DateTimeOffset.UnixEpoch).ShouldBeNull();
        using (live.Listen())
            live.Watch(request, DateTimeOffset.UnixEpoch).ShouldNotBeNull();
        live.Watch(request, DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    [Fact]
    public void Who_does_not_read_misses_events_and_is_told_how_many_while_others_have_them_all()
    {
        var live = new LiveRequests();
        using var slow = live.Listen()!;
        using var quick = live.Listen()!;
        var heard = 0;
        for (var i = 0; i < 1000; i++)
        {
            live.Tell(LiveEvent.Waiting("req-1", null));
            heard += Told(quick).Count;
        }

        heard.ShouldBe(1000);
        quick.TakeDropped().ShouldBe(0);
        var kept = Told(slow).Count;
        slow.TakeDropped().ShouldBe(1000 - kept);
        kept.ShouldBeInRange(1, 999);
        slow.TakeDropped().ShouldBe(0);
    }

    [Fact]
    public void No_more_than_so_many_may_listen_and_who_leaves_makes_room()
    {
        var live = new LiveRequests();
        var listeners = Enumerable.Range(0, LiveRequests.MostListeners).Select(_ => live.Listen().ShouldNotBeNull()).ToList();
        live.Listen().ShouldBeNull();
        listeners[3].Dispose();
        live.Listen().ShouldNotBeNull();
    }

    private static List<LiveEvent> Told(LiveListener listener)
    {
        var told = new List<LiveEvent>();
        while (listener.Events.TryRead(out var one))
            told.Add(one);
        return told;
    }
}
