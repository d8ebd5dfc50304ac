using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Diagnosis;

/// <summary>The diagnosis as the owner sees it, over real sockets.</summary>
public sealed class DiagnosisTests
{
    private const string Path = "/v1/gateway/endpoint-diagnosis";

    private static readonly Script Unknown = Answers.Error(404, "The model does not exist");

    [Fact]
    public async Task A_route_that_its_list_lacks_and_a_call_does_not_know_is_suggested_and_then_removed()
    {
        await using var both = await StartAsync();
        both.Upstream.On("beta-7b", Unknown);
        both.Upstream.List = ["alpha-7b"];

        var report = await both.RefreshAsync();
        var suggestion = report.GetProperty("suggestions").EnumerateArray().Single();
        Words(suggestion, "action", "route_id", "provider").ShouldBe(["remove_route", "mine/beta-7b", "mine"]);
        suggestion.GetProperty("confidence").GetDouble().ShouldBeGreaterThan(0.5);
        foreach (var name in (string[])["reason", "evidence", "created_at"]) suggestion.GetProperty(name).GetString().ShouldNotBeNullOrWhiteSpace();
        report.GetProperty("running").GetBoolean().ShouldBeFalse();
        report.GetProperty("last_run").GetDateTimeOffset().ShouldBeGreaterThan(default);
        report.GetProperty("news").EnumerateArray().Select(item => item.GetProperty("what").GetString()).ShouldContain("vanished from its list");
        both.Upstream.Pings("beta-7b").ShouldBe(1);

        var id = suggestion.GetProperty("id").GetString()!;
        var applied = await both.PostAsync("/apply", $$"""{"suggestion_ids":["{{id}}","nothing"]}""");
        applied.GetProperty("applied").EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(id);
        applied.GetProperty("unknown").EnumerateArray().Single().GetString().ShouldBe("nothing");
        (await both.ModelsAsync()).ShouldNotContain("mine/beta-7b");

        await both.Gateway.RestartAsync();
        (await both.RefreshAsync()).GetProperty("suggestions").GetArrayLength().ShouldBe(0);
        (await both.ModelsAsync()).ShouldNotContain("mine/beta-7b");
        both.Upstream.Pings("beta-7b").ShouldBe(1);
    }

    [Fact]
    public async Task What_was_removed_and_is_listed_again_serves_again()
    {
        await using var both = await StartAsync();
        both.Upstream.On("beta-7b", Unknown);
        both.Upstream.List = ["alpha-7b"];
        await both.RefreshAsync();
        await both.PostAsync("/apply", """{"all":"remove_route"}""");
        (await both.ModelsAsync()).ShouldNotContain("mine/beta-7b");

        both.Upstream.On("beta-7b", Answers.Chat("I am back"));
        both.Upstream.List = ["alpha-7b", "beta-7b"];
        await both.RefreshAsync();
        (await both.ModelsAsync()).ShouldContain("mine/beta-7b");
        both.Gateway.Time.Skip(TimeSpan.FromMinutes(6));
        (await both.Gateway.ChatAsync("mine/beta-7b")).ShouldBeServed();
    }

    [Fact]
    public async Task A_route_that_answers_stays()
    {
        await using var both = await StartAsync();
        both.Upstream.List = ["alpha-7b"];
        (await both.RefreshAsync()).GetProperty("suggestions").GetArrayLength().ShouldBe(0);
        both.Upstream.Pings("beta-7b").ShouldBe(1);
        (await both.Gateway.ChatAsync("mine/beta-7b")).ShouldBeServed();
    }

    [Fact]
    public async Task A_limit_proves_nothing()
    {
        await using var both = await StartAsync();
        both.Upstream.On("beta-7b", Answers.Error(429, "Too many requests", ("Retry-After", "5")));
        both.Upstream.List = ["alpha-7b"];
        var report = await both.RefreshAsync();
        report.GetProperty("suggestions").GetArrayLength().ShouldBe(0);
        var open = report.GetProperty("inconclusive").EnumerateArray().Single();
        Words(open, "route_id", "question").ShouldBe(["mine/beta-7b", "ping"]);
        (await both.ModelsAsync()).ShouldContain("mine/beta-7b");

        both.Upstream.On("beta-7b", Answers.Chat("here I am"));
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(6));
        (await both.Gateway.ChatAsync("mine/beta-7b")).ShouldBeServed();
    }

    [Fact]
    public async Task What_the_owner_turned_down_stays_away_over_a_restart()
    {
        await using var both = await StartAsync();
        both.Upstream.On("beta-7b", Unknown);
        both.Upstream.List = ["alpha-7b"];
        var id = (await both.RefreshAsync()).GetProperty("suggestions")[0].GetProperty("id").GetString();
        (await both.PostAsync("/dismiss", $$"""{"suggestion_ids":["{{id}}"]}""")).GetProperty("dismissed").GetArrayLength().ShouldBe(1);
        await both.Gateway.RestartAsync();
        (await both.RefreshAsync()).GetProperty("suggestions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task It_runs_by_itself_and_maintains_what_is_proven()
    {
        await using var both = await StartAsync("discovery: { diagnosis: { interval: 1h } }");
        both.Upstream.On("beta-7b", Unknown);
        both.Upstream.List = ["alpha-7b"];
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(11));
        await both.Gateway.Log.WaitForAsync("Maintenance: remove_route mine/beta-7b");
        (await both.ModelsAsync()).ShouldNotContain("mine/beta-7b");
    }

    [Theory]
    [InlineData("mine/deep/alpha-7b")]
    [InlineData("mine%2Fdeep%2Falpha-7b")]
    public async Task The_owner_may_ask_one_route_what_it_can_do(string id)
    {
        await using var both = await StartAsync(list: ["deep/alpha-7b"]);
        both.Upstream.On("deep/alpha-7b", Answers.Chat("no tools here"));
        var probed = (await both.Gateway.OwnerAsync(HttpMethod.Post, $"/v1/gateway/models/{id}/probe-capabilities", """{"tags":["tools","text"]}""")).ShouldBeServed().Json;
        probed.GetProperty("route_id").GetString().ShouldBe("mine/deep/alpha-7b");
        probed.GetProperty("results").EnumerateArray().Select(result => Words(result, "tag", "status")).ShouldBe([["tools", "unsupported"], ["text", "supported"]]);
        var budget = probed.GetProperty("budget");
        (budget.GetProperty("used").GetInt32(), budget.GetProperty("limit").GetInt32(), budget.GetProperty("exceeded").GetBoolean()).ShouldBe((2, 10, false));
    }

    [Fact]
    public async Task A_budget_that_is_spent_is_said_and_outlives_a_restart()
    {
        await using var both = await StartAsync(limits: "limits: { rpd: 60 }");
        const string Probe = "/v1/gateway/models/mine/alpha-7b/probe-capabilities";
        var probed = (await both.Gateway.OwnerAsync(HttpMethod.Post, Probe)).ShouldBeServed().Json;
        probed.GetProperty("results").EnumerateArray().Count(result => result.GetProperty("status").GetString() == "not_probed").ShouldBe(1);
        probed.GetProperty("budget").GetProperty("exceeded").GetBoolean().ShouldBeTrue();

        await both.Gateway.RestartAsync();
        await both.RefreshAsync();
        (await both.Gateway.OwnerAsync(HttpMethod.Post, Probe)).ShouldBeServed().Json.GetProperty("results").EnumerateArray()
            .ShouldAllBe(result => result.GetProperty("status").GetString() == "not_probed");
        both.Upstream.Questions.ShouldBe(3);
    }

    [Fact]
    public async Task Whatever_changes_something_needs_the_owner()
    {
        await using var both = await StartAsync();
        foreach (var path in (string[])["/refresh", "/apply", "/dismiss"])
            (await both.Gateway.PostAsync(Path + path, "{}")).ShouldBeError(401, "invalid_api_key");
        (await both.Gateway.PostAsync("/v1/gateway/models/mine/alpha-7b/probe-capabilities", "{}")).ShouldBeError(401, "invalid_api_key");
        (await both.Gateway.GetAsync(Path)).ShouldBeServed();
    }

    [Theory]
    [InlineData("/apply", "{}", 400)]
    [InlineData("/apply", "[]", 400)]
    [InlineData("/apply", "nonsense", 400)]
    [InlineData("/apply", """{"suggestion_ids":[1]}""", 400)]
    [InlineData("/apply", """{"suggestion_ids":"x"}""", 400)]
    [InlineData("/apply", """{"all":"everything"}""", 400)]
    [InlineData("/apply", """{"suggestion_ids":["half a \ud800 character"]}""", 400)]
    [InlineData("/dismiss", "", 400)]
    [InlineData("/refresh", """{"provider":5}""", 400)]
    [InlineData("/refresh", """{"provider":"nobody"}""", 404)]
    public async Task What_cannot_be_meant_is_refused_in_words(string path, string body, int status)
    {
        await using var both = await StartAsync();
        var refused = await both.Gateway.OwnerAsync(HttpMethod.Post, Path + path, body);
        refused.ShouldBeError(status, status == 400 ? "invalid_request" : "not_found");
    }

    [Theory]
    [InlineData("mine/unknown", "{}", 404, "model_not_found")]
    [InlineData("mine/alpha-7b", """{"tags":["flying"]}""", 400, "invalid_request")]
    [InlineData("mine/alpha-7b", """{"tags":[]}""", 400, "invalid_request")]
    public async Task A_probe_of_nothing_is_refused(string id, string body, int status, string code)
    {
        await using var both = await StartAsync();
        (await both.Gateway.OwnerAsync(HttpMethod.Post, $"/v1/gateway/models/{id}/probe-capabilities", body)).ShouldBeError(status, code);
    }

    private static string[] Words(JsonElement element, params string[] names) => [.. names.Select(name => element.GetProperty(name).GetString()!)];

    private static async Task<GatewayAndProvider> StartAsync(string more = "discovery: { diagnosis: { enabled: false } }", string limits = "", string[]? list = null)
    {
        var upstream = await ListingUpstream.StartAsync(list ?? ["alpha-7b", "beta-7b"]);
        var gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}} }
            providers:
              mine: { base_url: "{{upstream.BaseUrl}}", api_key: k, {{limits}} }
            {{more}}
            """, new GatewaySetup { Discovers = true });
        return new GatewayAndProvider(gateway, upstream);
    }

    private sealed record GatewayAndProvider(TestGateway Gateway, ListingUpstream Upstream) : IAsyncDisposable
    {
        public async Task<JsonElement> RefreshAsync() => (await Gateway.OwnerAsync(HttpMethod.Post, Path + "/refresh")).ShouldBeServed().Json;

        public async Task<JsonElement> PostAsync(string path, string json) => (await Gateway.OwnerAsync(HttpMethod.Post, Path + path, json)).ShouldBeServed().Json;

        public async Task<IEnumerable<string?>> ModelsAsync() =>
            (await Gateway.GetAsync("/v1/models")).ShouldBeServed().Json.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString());

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await Upstream.DisposeAsync();
        }
    }
}
