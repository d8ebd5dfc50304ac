using Gratis.Dispatch;
using Gratis.Stores;
using Gratis.Tests.Hosting;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Dispatch;

/// <summary>What has ended waits for whoever writes it down, and nobody waits for that one.</summary>
public sealed class UnwrittenRequestsTests
{
    private readonly RequestLog _log = new();
    private int _woken;

    [Fact]
    public void The_first_that_waits_wakes_the_writer_and_the_others_do_not()
    {
        Begin();
        Enter("req-1");
        Enter("req-2");
        _woken.ShouldBe(1);

        _log.Take(1).Select(story => story.Id).ShouldBe(["req-1"]);
        _log.Done(0).ShouldBeTrue("another one waits");
        _log.Take(10).Select(story => story.Id).ShouldBe(["req-2"]);
        _log.Done(0).ShouldBeFalse();
        Enter("req-3");
        _woken.ShouldBe(2);
    }

    [Fact]
    public void Nothing_waits_where_nobody_writes()
    {
        Enter("req-1");
        _log.Take(10).ShouldBeEmpty();
    }

    [Fact]
    public void What_could_not_be_written_is_taken_again_with_what_came_since()
    {
        Begin();
        Enter("req-1");
        _log.Take(10);
        _log.PutBack();
        Enter("req-2");
        _log.Take(10).Select(story => story.Id).ShouldBe(["req-1", "req-2"]);
    }

    [Fact]
    public void A_full_queue_leaves_out_the_new_ones_and_counts_them_and_they_are_remembered_all_the_same()
    {
        Begin();
        for (var i = 0; i < RequestLog.MostWaiting + 5; i++)
            Enter($"req-{i}");

        _log.Dropped.ShouldBe(5);
        _log.Latest(_ => true, 1).Single().Id.ShouldBe($"req-{RequestLog.MostWaiting + 4}");
        _log.Take(int.MaxValue).Count.ShouldBe(RequestLog.MostWaiting);
        _log.Done(2);
        _log.Dropped.ShouldBe(7);
    }

    [Fact]
    public void What_waits_is_seen_however_many_came_after_it_and_no_longer_once_it_is_written()
    {
        Begin();
        for (var i = 0; i < RequestLog.Capacity + 300; i++)
            Enter($"req-{i}");
        _log.Latest(_ => true, int.MaxValue).Select(story => story.Number).ShouldBe(Enumerable.Range(1, RequestLog.Capacity + 300).Reverse().Select(i => (long)i));
        _log.Latest(_ => true, 2, before: 5).Select(story => story.Number).ShouldBe([4, 3]);

        _log.Take(int.MaxValue);
        _log.Done(0);
        _log.Latest(_ => true, int.MaxValue).Count.ShouldBe(RequestLog.Capacity);
    }

    [Fact]
    public void A_long_stream_is_written_at_its_end_although_a_thousand_others_came_meanwhile()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(5), Step.Text(Reply.Finish + Reply.UsageOnly + Reply.Done)));
        world.Engine.Log.Begin(() => _woken++);
        world.Time.Run(async () =>
        {
            await using var answer = await world.Engine.SendAsync(World.Request("a/m", stream: true), CancellationToken.None);
            for (var i = 0; i < RequestLog.Capacity + 1; i++)
                Enter($"other-{i}", world.Engine.Log);
            world.Engine.Log.Find("req-1")!.Outcome.ShouldBe("streaming");
            world.Engine.Log.Take(int.MaxValue).ShouldNotContain(story => story.Id == "req-1");
            world.Engine.Log.Done(0);
            await answer.CopyToAsync(new ClientPipe(), CancellationToken.None);
        });

        var story = world.Engine.Log.Take(10).ShouldHaveSingleItem();
        (story.Id, story.Outcome, story.OutputTokens).ShouldBe(("req-1", "served", 5));
        story.Plan!.Candidates.ShouldHaveSingleItem();
        world.Engine.Log.Done(0);
        world.Engine.Log.Find("req-1").ShouldBeNull();
    }

    [Fact]
    public void Numbers_go_on_behind_those_that_are_written_already()
    {
        _log.CountFrom(5000);
        Enter("req-1");
        _log.CountFrom(17);
        Enter("req-2");
        _log.Latest(_ => true, 10).Select(story => (story.Id, story.Number)).ShouldBe([("req-2", 5002), ("req-1", 5001)]);
    }

    [Fact]
    public void An_end_that_is_told_twice_counts_once()
    {
        Begin();
        var trail = new AttemptTrail();
        Enter("req-1", _log, trail);
        _log.End(trail.Ticket, Verdict.Broken, default, DateTimeOffset.UnixEpoch);
        _log.Take(10).ShouldHaveSingleItem().Outcome.ShouldBe("cancelled");
    }

    private void Begin() => _log.Begin(() => _woken++);

    private void Enter(string id) => Enter(id, _log);

    private static void Enter(string id, RequestLog log, AttemptTrail? trail = null)
    {
        var like = World.Request("a/m");
        var request = new GatewayRequest { Id = id, Operation = like.Operation, Body = like.Body, Facts = like.Facts };
        log.Enter(request, trail ?? new AttemptTrail(), null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    }
}
