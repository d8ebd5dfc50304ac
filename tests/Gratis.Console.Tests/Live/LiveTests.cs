using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Live;

/// <summary>A request that somebody else makes is seen while it is under way.</summary>
public sealed class LiveTests(Chromium chromium) : ConsoleTest(chromium)
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FakeUpstream _upstream = null!;
    private ConsoleWorld _world = null!;

    [Fact]
    public async Task It_is_followed_from_its_first_attempt_to_its_end()
    {
        var page = await ListenAsync();
        _upstream.Then(Answers.Error(503, "overloaded")).Then(Answers.After(_gate.Task, Answers.Chat("hello")));

        var asking = _world.Gateway.ChatAsync("team");
        var row = Row(page, "team");
        var trail = row.GetByRole(AriaRole.List, new() { Name = "Attempts" }).GetByRole(AriaRole.Listitem);
        await Expect(row).ToContainTextAsync("Trying");
        await Expect(trail).ToContainTextAsync(["broken · 503", "under way"]);
        await Expect(trail.First).ToContainTextAsync("fake/first");

        _gate.SetResult();
        var id = (await asking).ShouldBeServed()["X-Gateway-Request-Id"]!;
        await Expect(row).ToContainTextAsync("Served");
        await Expect(trail).ToContainTextAsync(["broken · 503", "served"]);
        await Expect(trail.Last).ToContainTextAsync("fake/second");
        var logged = await _world.ReadAsync($"/admin/api/requests/{id}");
        await Expect(row).ToContainTextAsync($"{logged.GetProperty("input_tokens")} → {logged.GetProperty("output_tokens")}");
        await Expect(row).ToContainTextAsync("$0.00");
        await Expect(row).ToContainTextAsync(Figures.Duration(logged.GetProperty("ms")));

        await row.Button($"Open request {id}").ClickAsync();
        await Expect(page.Window($"Request {id}").Fact("Answered by")).ToContainTextAsync("fake/second");
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_stream_answers_until_it_has_ended_and_filters_tell_the_two_apart()
    {
        var page = await ListenAsync();
        _upstream.Then(Answers.Stream(Answers.Send(Answers.Chunk("hello")), Answers.After(_gate.Task, Answers.Send(Answers.Finish + Answers.Usage + Answers.Done))));
        using var stream = await _world.Gateway.StreamAsync("fake/first");
        (await _world.Gateway.ChatAsync("no-such-model")).Status.ShouldBe(404);

        await Expect(Row(page, "fake/first")).ToContainTextAsync("Answering");
        await page.Field("Show").SelectOptionAsync("under_way");
        await ShouldShowAsync(page, "fake/first");
        await page.Field("Show").SelectOptionAsync("failed");
        await ShouldShowAsync(page, "no-such-model");
        await Expect(Row(page, "no-such-model")).ToContainTextAsync("model_not_found");
        await page.Field("Show").SelectOptionAsync("served");
        await Expect(page.GetByText("No request matches")).ToBeVisibleAsync();

        _gate.SetResult();
        await stream.ReadToEndAsync();
        await ShouldShowAsync(page, "fake/first");
        await Expect(Row(page, "fake/first")).ToContainTextAsync("3 → 2");
        await page.Field("Show").SelectOptionAsync("all");
        await page.Field("Filter by model, route, client or id").FillAsync("SUCH");
        await ShouldShowAsync(page, "no-such-model");
    }

    [Fact]
    public async Task Paused_it_stands_still_then_it_has_what_came_meanwhile_and_cleared_it_begins_anew()
    {
        var page = await ListenAsync();
        (await _world.Gateway.ChatAsync("fake/first")).ShouldBeServed();
        await ShouldShowAsync(page, "fake/first");

        await page.Button("Pause").ClickAsync();
        await Expect(page.GetByText("paused", new() { Exact = true })).ToBeVisibleAsync();
        (await _world.Gateway.ChatAsync("fake/second")).ShouldBeServed();
        // Another page listens to the same events, and has it: this one would, too.
        var other = await OpenAsync(_world, "/live");
        await Expect(other.GetByText("listening")).ToBeVisibleAsync();
        (await _world.Gateway.ChatAsync("team")).ShouldBeServed();
        await ShouldShowAsync(other, "team");
        await ShouldShowAsync(page, "fake/first");

        await page.Button("Resume").ClickAsync();
        await ShouldShowAsync(page, "team", "fake/second", "fake/first");
        await page.Button("Clear").ClickAsync();
        await Expect(page.GetByText("Quiet")).ToBeVisibleAsync();
        (await _world.Gateway.ChatAsync("fake/second")).ShouldBeServed();
        await ShouldShowAsync(page, "fake/second");
    }

    [Fact]
    public async Task One_that_waits_for_quota_says_until_when()
    {
        var page = await ListenAsync();
        (await _world.Gateway.ChatAsync("scarce/one")).ShouldBeServed();
        var asking = _world.Gateway.ChatAsync("scarce/one", ("X-Gateway-Max-Wait", "90"));

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Waiting" });
        await Expect(row.GetByRole(AriaRole.Cell).Nth(1).GetByRole(AriaRole.Time)).ToContainTextAsync("s");

        _world.Gateway.Time.Skip(TimeSpan.FromSeconds(61));
        (await asking).ShouldBeServed();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Served" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_gateway_that_stops_is_told_of_and_listened_to_again_when_it_is_back()
    {
        var page = await ListenAsync();
        Provoke(page, "net::ERR_");

        await _world.Gateway.StopAsync();
        await Expect(page.GetByText("connection lost")).ToBeVisibleAsync();
        var again = page.Region("Requests").GetByRole(AriaRole.Time);
        var first = await again.GetAttributeAsync("datetime");
        // Once more in vain.
        await Expect(again).Not.ToHaveAttributeAsync("datetime", first!);

        await _world.Gateway.RestartAsync();
        await Expect(page.GetByText("listening")).ToBeVisibleAsync();
        (await _world.Gateway.ChatAsync("fake/first")).ShouldBeServed();
        await ShouldShowAsync(page, "fake/first");
    }

    public override async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _world = await OwnAsync(ConsoleWorld.StartAsync($$"""
            providers:
              fake: { base_url: "{{_upstream.BaseUrl}}", api_key: fake-key, free: all, models: [ { id: first }, { id: second } ] }
              scarce: { base_url: "{{_upstream.BaseUrl}}", api_key: scarce-key, free: all, models: [ { id: one } ], limits: { rpm: 1 } }
            pools: { team: { strategy: priority, targets: [ { model: fake/first }, { model: fake/second } ] } }
            """));
    }

    public override async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        await base.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private async Task<IPage> ListenAsync()
    {
        var page = await OpenAsync(_world, "/live");
        await Expect(page.GetByText("listening")).ToBeVisibleAsync();
        return page;
    }

    private static ILocator Row(IPage page, string model) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByTitle(model, new() { Exact = true }) });

    /// <summary>These models were asked for, newest first.</summary>
    private static async Task ShouldShowAsync(IPage page, params string[] models)
    {
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "Live" }).Locator("tbody").GetByRole(AriaRole.Row);
        await Expect(rows).ToContainTextAsync(models);
    }
}
