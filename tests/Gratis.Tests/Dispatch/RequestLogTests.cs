using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Routing;
using Gratis.Stores;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Tests.Dispatch;

/// <summary>What is remembered of requests.</summary>
public sealed class RequestLogTests
{
    [Fact]
    public void A_served_request_is_told_with_its_plan_its_attempts_and_its_tokens()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m").Route("c/m", can: default(CapabilitySet).With(Capability.Tools, false)));
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Ok.In(2));
        world.Time.Run(() => world.AskAsync(World.Request("auto", members: "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],", client: "laptop")));
        var story = Last(world);

        (story.Id, story.Model, story.Client, story.Outcome, story.Status).ShouldBe(("req-1", "auto", "laptop", "served", 200));
        story.Attempts.Select(a => (a.Route, a.Account, a.Verdict, a.Status)).ShouldBe([("a/m", "a#1", "broken", 500), ("b/m", "b#1", "served", 200)]);
        story.Attempts[1].Elapsed.ShouldBe(TimeSpan.FromSeconds(2));
        story.Took.ShouldBe(TimeSpan.FromSeconds(2));
        (story.Route, story.Provider, story.Account, story.FirstToken, story.Error, story.IsPlain).ShouldBe(("b/m", "b", "b#1", null, null, false));
        story.Plan!.Candidates.Select(c => c.Route).ShouldBe(["a/m", "b/m"]);
        story.Plan.Rejected.ShouldHaveSingleItem().ShouldBe(new LoggedRejection("c/m", null, "capability", "lacks tools", null));
        (story.InputTokens, story.OutputTokens, story.CostUsd).ShouldBe((3, 5, 0m));
    }

    [Fact]
    public void A_stream_is_under_way_until_its_end_and_then_has_its_tokens()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Wait(5), Step.Text(Reply.Finish + Reply.UsageOnly + Reply.Done)));
        world.Time.Run(async () =>
        {
            await using var answer = await world.Engine.SendAsync(World.Request("a/m", stream: true), CancellationToken.None);
            Last(world).Outcome.ShouldBe("streaming");
            await answer.CopyToAsync(new ClientPipe(), CancellationToken.None);
        });
        var story = Last(world);

        (story.Outcome, story.Took).ShouldBe(("served", TimeSpan.FromSeconds(5)));
        (story.InputTokens, story.OutputTokens).ShouldBe((3, 5));
    }

    [Fact]
    public void A_stream_remembers_when_its_first_token_came_and_a_whole_answer_has_none()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Wait(3), Step.Text(Reply.Delta), Step.Wait(5), Step.Text(Reply.Finish + Reply.Done)));
        world.Ask("a/m", stream: true);
        (Last(world).FirstToken, Last(world).Took).ShouldBe((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8)));

        world.Network.On("a/m", Reply.Ok.In(2));
        world.Ask("a/m");
        Last(world).FirstToken.ShouldBeNull();
    }

    [Fact]
    public void Each_candidate_says_why_it_stands_where_it_stands()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Unreachable);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto");
        world.Ask("auto").Trail.ShouldBe("b/m=served");

        Last(world).Plan!.Candidates.Select(c => (c.Route, string.Join("; ", c.Reasons)))
            .ShouldBe([("b/m", "free"), ("a/m", "free; in trouble, so behind all that was well")]);
    }

    [Fact]
    public void A_stream_that_breaks_ends_as_what_it_is()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Cut));
        world.Ask("a/m", stream: true);

        var story = Last(world);
        story.Outcome.ShouldBe("broken");
        story.Attempts.ShouldHaveSingleItem().Verdict.ShouldBe("broken");
    }

    [Fact]
    public void What_a_route_without_a_known_price_costs_nobody_pretends_to_know()
    {
        using var world = new World(new CatalogSketch().Route("a/m", free: false));
        world.Network.On("a/m", Reply.Ok);
        world.Ask("a/m").Status.ShouldBe(200);
        Last(world).CostUsd.ShouldBeNull();
    }

    [Theory]
    [InlineData("nobody/knows", "model_not_found")]
    [InlineData("a/m", "all_candidates_failed")]
    public void A_failure_is_told_by_its_code(string model, string outcome)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Error(500));
        world.Ask(model).Code.ShouldBe(outcome);
        var story = Last(world);
        (story.Model, story.Outcome).ShouldBe((model, outcome));
    }

    [Fact]
    public void Who_leaves_before_the_answer_is_told_as_cancelled_with_the_way_so_far()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Silence);
        world.Time.Run(async () =>
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(1), world.Time);
            await Should.ThrowAsync<OperationCanceledException>(world.AskAsync(World.Request("a/m"), cancel: leaving.Token));
        });
        var story = Last(world);
        (story.Outcome, story.Status).ShouldBe(("cancelled", null));
        story.Plan!.Candidates.ShouldHaveSingleItem().Route.ShouldBe("a/m");
    }

    [Fact]
    public void Only_the_first_of_many_are_kept_and_their_number_is_told()
    {
        var sketch = new CatalogSketch().Routes([.. Enumerable.Range(0, 32).Select(i => $"a/m{i}")]);
        for (var i = 0; i < 80; i++)
            sketch.Route($"b/e{i}", kind: ModelKind.Embedding);
        using var world = new World(sketch);
        world.Network.On("a/m0", Reply.Ok);
        world.Ask("auto");
        var story = Last(world);

        story.Plan!.Candidates.Count.ShouldBe(20);
        story.CandidateCount.ShouldBe(32);
        story.Plan.Rejected.Count.ShouldBe(50);
        story.RejectedCount.ShouldBe(80);
    }

    [Fact]
    public void A_thousand_are_remembered_newest_first_and_an_end_that_comes_too_late_changes_nobody_else()
    {
        var log = new RequestLog();
        var first = new AttemptTrail();
        for (var i = 0; i < RequestLog.Capacity + 10; i++)
            Enter(log, Request($"req-{i}"), i == 0 ? first : new AttemptTrail());
        log.End(first.Ticket, Verdict.Broken, default, DateTimeOffset.UnixEpoch);

        var all = log.Latest(_ => true, int.MaxValue);
        all.Select(story => story.Id).ShouldBe(Enumerable.Range(10, RequestLog.Capacity).Reverse().Select(i => $"req-{i}"));
        all.ShouldAllBe(story => story.Outcome == "cancelled");
        log.Latest(_ => true, 3).Count.ShouldBe(3);
        log.Find("req-9").ShouldBeNull();
        log.Find("req-10").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Once_the_ring_has_gone_round_noting_a_request_allocates_nothing(bool isWritten)
    {
        var sketch = new CatalogSketch().Routes([.. Enumerable.Range(0, 32).Select(i => $"a/m{i}")]).Route("b/e", kind: ModelKind.Embedding);
        using var world = new World(sketch);
        var plan = Planner.Create(world.Engine.Routes.Resolve("auto")!, new RequestNeeds(Operation.Chat, Capability.None), default, DateTimeOffset.UnixEpoch);
        var trail = new AttemptTrail();
        trail.Planned(plan, default);
        trail.Add(new AttemptRecord(plan.Candidates[0], new Judgement(Verdict.Served, Reach.Request), 200, TimeSpan.FromSeconds(1)));
        var (log, request) = (new RequestLog(), Request("req-1"));
        if (isWritten)
            log.Begin(static () => { });
        for (var i = 0; i <= RequestLog.Capacity; i++)
            Enter(log, request, trail);
        log.Take(int.MaxValue);
        log.Done(0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Enter(log, request, trail);
            log.End(trail.Ticket, Verdict.Served, default, DateTimeOffset.UnixEpoch);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Enter(RequestLog log, GatewayRequest request, AttemptTrail trail) =>
        log.Enter(request, trail, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static GatewayRequest Request(string id)
    {
        var like = World.Request("a/m");
        return new GatewayRequest { Id = id, Operation = like.Operation, Body = like.Body, Facts = like.Facts };
    }

    private static RequestStory Last(World world) => world.Engine.Log.Find(world.Engine.Log.Latest(_ => true, 1).ShouldHaveSingleItem().Id)!;
}
