using Gratis.Catalog;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Options;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>What runs by itself, and what it may do.</summary>
public sealed class BackgroundTests
{
    private static readonly Reply Unknown = Reply.Error(404, "The model does not exist");
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    [Fact]
    public void It_begins_after_its_delay_and_comes_again_after_its_interval()
    {
        using var world = ByItself().Lists("alpha-7b");
        world.Service.Report().NextRun.ShouldBe(world.Time.GetUtcNow().AddSeconds(10));
        world.Time.Advance(TimeSpan.FromSeconds(9));
        world.Service.Report().LastRun.ShouldBeNull();

        var first = First(world);
        world.Service.Report().NextRun.ShouldBe(first + Interval);
        world.Time.Advance(Interval);
        world.Until(() => Ended(world) > first);
    }

    [Fact]
    public void Maintenance_removes_what_is_proven_to_be_gone_and_adds_nothing()
    {
        using var world = ByItself(options => options.Discovery.AutoEnable = false).Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Unknown);
        First(world);
        world.Suggested.Count.ShouldBe(2);
        world.Service.Board.Accept([Suggestion.IdOf(SuggestedAction.AddRoute, "mine/beta-7b")]);

        world.Lists("alpha-7b");
        world.Time.Advance(Interval);
        world.Until(() => world.State("mine/beta-7b") is null && world.Service.Report().NextRun is not null);
        var left = world.Suggested.ShouldHaveSingleItem();
        (left.Action, left.Route).ShouldBe((SuggestedAction.AddRoute, "mine/alpha-7b"));
        world.State("mine/alpha-7b").ShouldBe(RouteState.Found);
        world.Log.Lines.ShouldContain(line => line.Text.StartsWith("Maintenance: remove_route mine/beta-7b", StringComparison.Ordinal));
        world.Service.Report().News.Select(item => item.What).ShouldContain(what => what.StartsWith("was removed", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_maintenance_everything_waits_for_a_person()
    {
        using var world = ByItself(options => options.Discovery.Diagnosis.Maintenance = false).Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Unknown);
        var first = First(world);
        world.Lists("alpha-7b");
        world.Time.Advance(Interval);
        world.Until(() => Ended(world) > first && world.Service.Report().NextRun is not null);
        world.State("mine/beta-7b").ShouldBe(RouteState.Dead);
        world.Suggested.ShouldHaveSingleItem().Action.ShouldBe(SuggestedAction.RemoveRoute);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void It_runs_only_where_both_discovery_and_diagnosis_are_on(bool discovers, bool diagnoses)
    {
        using var world = ByItself(options => (options.Discovery.Enabled, options.Discovery.Diagnosis.Enabled) = (discovers, diagnoses)).Lists("alpha-7b");
        world.Time.Advance(TimeSpan.FromHours(7));
        world.Service.Report().LastRun.ShouldBeNull();
        world.Service.Report().NextRun.ShouldBeNull();
        world.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void A_reload_switches_it_on_and_off()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Options.Discovery.Diagnosis.Enabled = true;
        world.Service.Follow();
        world.Service.Report().NextRun.ShouldNotBeNull();
        world.Options.Discovery.Diagnosis.Enabled = false;
        world.Service.Follow();
        world.Service.Report().NextRun.ShouldBeNull();
    }

    [Fact]
    public void Who_wants_a_run_that_is_under_way_shares_it()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Network.On("mine/alpha-7b", Reply.Ok.In(5));
        world.Time.Run(() => Task.WhenAll(world.Service.RefreshAsync(null, CancellationToken.None), world.Service.RefreshAsync("mine", CancellationToken.None), world.Service.RefreshAsync(null, CancellationToken.None)));
        world.Network.Calls.Count(call => call.Route == "mine/v1/models").ShouldBe(1);
        world.Questions.Count().ShouldBe(2);
    }

    [Fact]
    public void A_run_about_one_provider_is_not_one_about_all()
    {
        using var world = new DiagnosisWorld(options => options.Providers["other"] = new ProviderOptions { BaseUrl = "http://other.test/v1", ApiKey = "k" }).Lists("alpha-7b");
        world.Network.On("other/v1/models", Tests.Discovery.DiscoveryWorld.Lists("omega-7b"));
        world.Answers("other/omega-7b");
        world.Refresh("mine");
        world.Questions.Select(call => call.Route).Distinct().ShouldBe(["mine/alpha-7b"]);
        world.Time.Run(() => Task.WhenAll(world.Service.RefreshAsync("mine", CancellationToken.None), world.Service.RefreshAsync(null, CancellationToken.None)));
        world.Questions.Select(call => call.Route).Distinct().ShouldBe(["mine/alpha-7b", "other/omega-7b"]);
    }

    [Fact]
    public void Who_goes_away_ends_it_for_nobody_else()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Network.On("mine/alpha-7b", Reply.Ok.In(5));
        using var impatient = new CancellationTokenSource();
        world.Time.Run(async () =>
        {
            var mine = world.Service.RefreshAsync(null, impatient.Token);
            var yours = world.Service.RefreshAsync(null, CancellationToken.None);
            await impatient.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(mine);
            await yours;
        });
        world.Service.Report().LastRun.ShouldNotBeNull();
    }

    [Fact]
    public void Applying_waits_for_no_run()
    {
        using var world = new DiagnosisWorld(options => options.Discovery.AutoEnable = false).Lists("alpha-7b").Refresh();
        world.Network.On("mine/v1/models", Tests.Discovery.DiscoveryWorld.Lists("alpha-7b").In(5));
        world.Time.Run(async () =>
        {
            var running = world.Service.RefreshAsync(null, CancellationToken.None);
            world.Service.Report().IsRunning.ShouldBeTrue();
            world.Service.Board.Accept(SuggestedAction.AddRoute).Done.ShouldHaveSingleItem();
            world.State("mine/alpha-7b").ShouldBe(RouteState.Enabled);
            await running;
        });
    }

    [Fact]
    public void Closing_calls_a_run_back()
    {
        var world = new DiagnosisWorld().Lists("alpha-7b");
        world.Network.On("mine/alpha-7b", Reply.Silence);
        world.Time.Run(async () =>
        {
            var running = world.Service.RefreshAsync(null, CancellationToken.None);
            await world.Time.SomebodyWaits();
            await world.Service.DisposeAsync();
            running.IsCompleted.ShouldBeTrue();
        });
        world.Dispose();
    }

    [Fact]
    public void A_defect_is_told_and_the_next_run_comes()
    {
        using var world = ByItself().ListsJson("""{"id":"alpha-7b","pricing":{"prompt":"0","completion":"0"}}""");
        world.Time.Advance(Delay);
        world.Until(() => world.Service.Report() is { LastRun: not null, NextRun: not null });
        world.Log.Lines.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
        world.Answers("mine/alpha-7b");
        world.Time.Advance(Interval);
        world.Until(() => world.Questions.Count() > 1);
    }

    /// <summary>The end of the first run, which came by itself.</summary>
    private static DateTimeOffset First(DiagnosisWorld world)
    {
        world.Time.Advance(Delay);
        world.Until(() => Ended(world) is not null && world.Service.Report().NextRun is not null);
        return Ended(world)!.Value;
    }

    private static DateTimeOffset? Ended(DiagnosisWorld world) => world.Service.Report() is { IsRunning: false, LastRun: { } last } ? last : null;

    private static DiagnosisWorld ByItself(Action<GratisOptions>? with = null) => new(options =>
    {
        options.Discovery.Diagnosis.Enabled = true;
        with?.Invoke(options);
    });
}
