using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Hosting.Options;
using Gratis.Tests.Time;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>What routes are asked about themselves, and what becomes of the answers.</summary>
public sealed class CapabilityProbeTests
{
    private const string Tools = LearnedTopics.Capability + "tools";

    private static readonly Reply Called = Reply.Json(
        """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"add","arguments":"{\"a\":2,\"b\":3}"}}]},"finish_reason":"tool_calls"}]}""");

    [Fact]
    public void What_is_proven_is_believed_and_not_asked_again_for_a_week()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Network.On("mine/alpha-7b", call => IsAbout(call, "tools") ? Called : Reply.Ok);
        world.Refresh();
        var route = world.Keeper.Current.FindRoute("mine/alpha-7b")!;
        route.Capabilities.Supported.ShouldBe(Capability.Tools);
        route.Capabilities.Unsupported.ShouldBe(Capability.StructuredOutput);
        world.Engine.Evidence.Find(route.Id)!.Find(Tools)!.Evidence.Source.ShouldBe(ClaimSource.Probe);

        world.Restart(TimeSpan.FromDays(6)).Refresh();
        world.Questions.Count().ShouldBe(2);

        world.Network.On("mine/alpha-7b", Reply.Ok);
        world.Restart(TimeSpan.FromDays(1)).Refresh();
        world.Questions.Count().ShouldBe(4);
        world.Keeper.Current.FindRoute("mine/alpha-7b")!.Capabilities.Supported.ShouldBe(Capability.None, "what an older probe found is no longer so");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void An_inconclusive_probe_lowers_no_claim(int status)
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Network.On("mine/alpha-7b", Reply.Error(status, "later"));
        var before = world.Refresh().Keeper.Current.FindRoute("mine/alpha-7b")!;
        before.Capabilities.ShouldBe(default);
        before.State.ShouldBe(RouteState.Enabled);
        world.Engine.Evidence.Find("mine/alpha-7b")!.Facts.Keys.ShouldBe([DiagnosisTopics.Probed]);
    }

    [Fact]
    public void A_claim_of_a_list_that_answers_contradict_is_settled_by_a_probe()
    {
        using var world = new DiagnosisWorld().ListsJson("""{"id":"alpha-7b","pricing":{"prompt":"0","completion":"0"},"supported_parameters":["tools","structured_outputs","response_format"]}""");
        world.Network.On("mine/alpha-7b", Called);
        world.Refresh();
        world.Questions.ShouldBeEmpty("a list is believed");

        world.Engine.Evidence.Of("mine/alpha-7b").Saw(Capability.Tools, has: false, "it wrote prose");
        world.Keeper.Rebuild();
        world.Keeper.Current.FindRoute("mine/alpha-7b")!.Capabilities.Unsupported.ShouldBe(Capability.Tools);
        world.Refresh();
        world.Questions.ShouldHaveSingleItem();
        world.Keeper.Current.FindRoute("mine/alpha-7b")!.Capabilities.Supported.ShouldBe(Capability.Tools | Capability.StructuredOutput);
    }

    [Fact]
    public void What_the_owner_says_is_not_asked_about()
    {
        using var world = new DiagnosisWorld(options => options.Providers["mine"].Models.Add(new ModelOptions { Id = "alpha-7b", Free = true, Tools = true, StructuredOutput = false }));
        world.Refresh();
        world.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void Own_hardware_and_paid_routes_are_not_asked()
    {
        using var world = new DiagnosisWorld(options =>
        {
            options.Providers["mine"].Models.Add(new ModelOptions { Id = "alpha-7b", Free = false });
            options.Providers["home"] = new ProviderOptions { BaseUrl = "http://home.test/v1", Local = true, Models = { new ModelOptions { Id = "beta-7b" } } };
        });
        world.Refresh();
        world.Keeper.Current.Routes.ShouldAllBe(route => route.State == RouteState.Enabled);
        world.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void The_owner_may_ask_a_route_now_but_not_beyond_its_budget()
    {
        using var world = new DiagnosisWorld(options =>
        {
            options.Providers["mine"].Limits = new LimitOptions { Rpd = 60 };
            options.Providers["mine"].Models.Add(new ModelOptions { Id = "alpha-7b", Free = true, Tools = true });
        });
        world.Network.On("mine/alpha-7b", Reply.Ok);
        var route = world.Keeper.Current.FindRoute("mine/alpha-7b")!;
        var probes = world.Time.Run(() => world.Service.ProbeAsync(route, ProbeKinds.Askable, CancellationToken.None).AsTask());
        probes.Findings.Select(finding => finding.Spell()).ShouldBe(["supported", "unsupported", "inconclusive", "not_probed"]);
        (probes.Budget.Used, probes.Budget.Limit).ShouldBe((3, 3));
        world.Questions.Count().ShouldBe(3);
        world.Keeper.Current.FindRoute("mine/alpha-7b")!.Capabilities.Supported.ShouldBe(Capability.Tools, "the owner's word stands over a probe");
    }

    [Fact]
    public void A_price_that_a_probe_meets_ends_being_free_like_any_other()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Network.On("mine/alpha-7b", Reply.Json("""{"choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":5,"cost":0.002}}"""));
        world.Refresh();
        world.Questions.ShouldHaveSingleItem("and the second question is not asked any more");
        world.Keeper.Current.FindRoute("mine/alpha-7b")!.IsFree.ShouldBeFalse();
    }

    [Fact]
    public void The_long_unasked_and_the_high_ranked_come_first()
    {
        var now = VirtualTime.Start;
        ProbeSchedule.PriorityOf(null, now, 0).ShouldBeGreaterThan(ProbeSchedule.PriorityOf(now.AddDays(-30), now, 0));
        ProbeSchedule.PriorityOf(now.AddDays(-30), now, 0.5).ShouldBe(0.55 + 0.225, 1e-9);
        ProbeSchedule.PriorityOf(now.AddDays(-3.5), now, 0.5).ShouldBe(0.275 + 0.225, 1e-9);
        ProbeSchedule.PriorityOf(null, now, 1).ShouldBe(0.6875 + 0.45, 1e-9);
    }

    private static bool IsAbout(UpstreamCall call, string member) => call.Body.Contains($"\"{member}\"", StringComparison.Ordinal);
}
