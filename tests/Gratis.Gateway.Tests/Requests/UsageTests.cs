using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Requests;

/// <summary><c>/admin/api/usage</c> and <c>/admin/api/overview</c>: what requests add up to.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private LogGateway _log = null!;

    [Theory]
    [InlineData("24h", "hour", 24)]
    [InlineData("7d", "hour", 168)]
    [InlineData("30d", "day", 30)]
    [InlineData("90d", "day", 90)]
    public async Task Every_range_counts_what_was_asked_and_a_restart_loses_none_of_it(string range, string step, int steps)
    {
        await AskAroundAsync();
        await _log.Gateway.RestartAsync();
        await _log.AskAsync(1);

        var usage = await _log.OwnerAsync($"/admin/api/usage?range={range}&by=model");
        (usage.GetProperty("range").GetString(), usage.GetProperty("step").GetString(), usage.GetProperty("by").GetString()).ShouldBe((range, step, "model"));
        Counts(usage.GetProperty("totals")).ShouldBe((6, 4, 1, 12, 8));
        usage.GetProperty("totals").GetProperty("success").GetDouble().ShouldBe(0.8);
        usage.GetProperty("totals").GetProperty("p50_ms").GetInt64().ShouldBeLessThanOrEqualTo(usage.GetProperty("totals").GetProperty("p95_ms").GetInt64());
        Rows(usage).ShouldBe([("one/m", 5), (null, 1)]);
        var series = usage.GetProperty("series").EnumerateArray().ToList();
        series.Count.ShouldBeInRange(steps == 168 ? 145 : steps, steps);
        series.Sum(one => one.GetProperty("requests").GetInt64()).ShouldBe(6);
        series[0].GetProperty("at").GetDateTimeOffset().ShouldBe(usage.GetProperty("from").GetDateTimeOffset());
        series.Select(one => one.GetProperty("at").GetDateTimeOffset()).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("provider", "one", 3)]
    [InlineData("route", "one/m", 3)]
    [InlineData("outcome", "served", 3)]
    [InlineData("client", null, 5)]
    public async Task Rows_are_about_what_is_asked(string by, string? key, int requests)
    {
        await AskAroundAsync();
        Rows(await _log.OwnerAsync($"/admin/api/usage?range=7d&by={by}")).ShouldContain((key, requests));
    }

    [Fact]
    public async Task Who_was_asked_and_failed_is_told_as_failed()
    {
        _log.Upstream.Then(Error(503, "overloaded"));
        await _log.AskAsync(2);
        var row = (await _log.OwnerAsync("/admin/api/usage?by=provider")).GetProperty("rows").EnumerateArray().Single();
        (row.GetProperty("key").GetString(), Number(row, "served"), Number(row, "failed"), row.GetProperty("success").GetDouble()).ShouldBe(("one", 1, 1, 0.5));
    }

    [Fact]
    public async Task By_day_every_day_has_its_row_newest_first()
    {
        await AskAroundAsync();
        _log.Gateway.Time.Skip(TimeSpan.FromDays(2));
        await _log.AskAsync(2);
        var days = Rows(await _log.OwnerAsync("/admin/api/usage?range=7d&by=day"));
        days.Select(day => day.Requests).ShouldBe([2, 5]);
        DateOnly.Parse(days[0].Key!, System.Globalization.CultureInfo.InvariantCulture).DayNumber
            .ShouldBe(DateOnly.Parse(days[1].Key!, System.Globalization.CultureInfo.InvariantCulture).DayNumber + 2);
    }

    [Fact]
    public async Task What_is_older_than_the_range_is_not_in_it()
    {
        await AskAroundAsync();
        _log.Gateway.Time.Skip(TimeSpan.FromHours(25));
        (await _log.OwnerAsync("/admin/api/usage?range=24h")).GetProperty("totals").GetProperty("requests").GetInt64().ShouldBe(0);
        (await _log.OwnerAsync("/admin/api/usage?range=7d")).GetProperty("totals").GetProperty("requests").GetInt64().ShouldBe(5);
    }

    [Theory]
    [InlineData("range=1y", "range")]
    [InlineData("by=colour", "by")]
    public async Task What_nobody_adds_up_is_refused(string query, string parameter)
    {
        (await _log.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/usage?" + query)).ShouldBeError(400, "invalid_request").Json.GetProperty("error").GetProperty("param").GetString().ShouldBe(parameter);
        (await _log.Gateway.GetAsync("/admin/api/usage")).ShouldBeError(401, "invalid_api_key");
        (await _log.Gateway.GetAsync("/admin/api/overview")).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task The_overview_says_what_today_came_to_and_what_is_left()
    {
        await AskAroundAsync();
        var overview = await _log.OwnerAsync("/admin/api/overview");

        (overview.GetProperty("requests_today").GetInt64(), overview.GetProperty("served_today").GetInt64(), overview.GetProperty("tokens_today").GetInt64()).ShouldBe((5, 3, 15));
        overview.GetProperty("success_today").GetDouble().ShouldBe(0.75);
        (overview.GetProperty("cost_today_usd").GetDecimal(), overview.GetProperty("cost_month_usd").GetDecimal()).ShouldBe((0m, 0m));
        var one = overview.GetProperty("capacity").GetProperty("by_provider").EnumerateArray().Single();
        (one.GetProperty("provider").GetString(), one.GetProperty("requests_limit").GetInt64(), one.GetProperty("tokens_limit").GetInt64()).ShouldBe(("one", 1000, 50_000));
        one.GetProperty("requests_left").GetInt64().ShouldBe(overview.GetProperty("capacity").GetProperty("requests_left").GetInt64());
        one.GetProperty("requests_left").GetInt64().ShouldBeInRange(995, 997);
        one.GetProperty("resets_at").GetDateTimeOffset().ShouldBeGreaterThan(overview.GetProperty("at").GetDateTimeOffset());
        overview.GetProperty("suggestions").GetInt32().ShouldBe(0);
        overview.GetProperty("news").GetArrayLength().ShouldBe(0);
        overview.GetProperty("log").GetProperty("dropped").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task The_overview_says_what_does_not_answer_and_until_when()
    {
        (await _log.OwnerAsync("/admin/api/overview")).GetProperty("degraded").GetArrayLength().ShouldBe(0);
        _log.Upstream.Then(Error(401, "no such key"));
        await _log.AskAsync(1);
        var degraded = (await _log.OwnerAsync("/admin/api/overview")).GetProperty("degraded").EnumerateArray().Single();
        (degraded.GetProperty("provider").GetString(), degraded.GetProperty("route").ValueKind, degraded.GetProperty("health").GetString()).ShouldBe(("one", JsonValueKind.Null, "refused_key"));
    }

    public async ValueTask InitializeAsync() => _log = await LogGateway.StartAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    /// <summary>Three are served, one fails, one is given up by its client.</summary>
    private async Task AskAroundAsync()
    {
        await _log.AskAsync(3);
        (await _log.Gateway.ChatAsync("nobody/knows")).ShouldBeError(404, "model_not_found");
        await LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        var seen = new TaskCompletionSource();
        _log.Upstream.Then(async (call, _) =>
        {
            seen.SetResult();
            await call.Gone;
        });
        using var leaving = new CancellationTokenSource();
        var pending = _log.Gateway.Client.SendAsync(_log.Gateway.Request(HttpMethod.Post, Ask.Path, System.Text.Encoding.UTF8.GetBytes(Ask.Of("one/m"))), leaving.Token);
        await seen.Task.Soon();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(pending);
        while ((await _log.PageAsync("outcome=cancelled")).Ids.Count == 0)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private static (long Requests, long Served, long Failed, long Input, long Output) Counts(JsonElement figures) =>
        (Number(figures, "requests"), Number(figures, "served"), Number(figures, "failed"), Number(figures, "input_tokens"), Number(figures, "output_tokens"));

    private static List<(string? Key, long Requests)> Rows(JsonElement usage) =>
        [.. usage.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("key").GetString(), Number(row, "requests")))];

    private static long Number(JsonElement figures, string name) => figures.GetProperty(name).GetInt64();
}
