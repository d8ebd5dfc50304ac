using Gratis.Dispatch;
using Gratis.Routing;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Dispatch;

/// <summary>Who watches a request hears of each step when it is made.</summary>
public sealed class WayWatcherTests
{
    [Fact]
    public void Plan_calls_failures_and_the_commit_are_heard_in_their_order()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m"));
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Ok);
        Watch(world, "auto").ShouldBe(["planned 2", "asking a/m", "a/m broken", "asking b/m", "b/m served"]);
    }

    [Fact]
    public void A_wait_for_quota_is_heard_with_its_end()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpm(1)));
        world.Network.On("a/m", Reply.Ok);
        world.Ask("a/m").Status.ShouldBe(200);
        Watch(world, "a/m", maxWait: 90).ShouldBe(["planned 0", "waiting True", "asking a/m", "a/m served"]);
    }

    [Fact]
    public void A_name_that_nobody_serves_has_no_way()
    {
        using var world = new World("a/m");
        Watch(world, "nobody/knows").ShouldBeEmpty();
    }

    private static List<string> Watch(World world, string model, double? maxWait = null)
    {
        var (request, steps) = (World.Request(model, maxWait: maxWait), new Steps());
        request.Watcher = steps;
        world.Time.Run(() => world.AskAsync(request));
        return steps.Heard;
    }

    private sealed class Steps : IWayWatcher
    {
        public List<string> Heard { get; } = [];

        public void Planned(Plan plan) => Heard.Add($"planned {plan.Candidates.Count}");

        public void Asking(Candidate candidate) => Heard.Add($"asking {candidate.Route.Id}");

        public void Waiting(DateTimeOffset? opens) => Heard.Add($"waiting {opens is not null}");

        public void Tried(in AttemptRecord attempt) => Heard.Add($"{attempt.Candidate.Route.Id} {attempt.Verdict.Spell()}");
    }
}
