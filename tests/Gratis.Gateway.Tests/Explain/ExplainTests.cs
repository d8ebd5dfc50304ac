using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Explain;

/// <summary><c>POST /v1/gateway/explain</c>: the plan of a request, and nothing sent.</summary>
public sealed class ExplainTests : IAsyncLifetime
{
    private const string Path = "/v1/gateway/explain";

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task The_plan_names_who_would_be_tried_and_why_and_who_not_and_nobody_is_called()
    {
        var plan = await ExplainAsync("""{"model":"auto","tools":[{"type":"function","function":{"name":"f"}}],"messages":[{"role":"user","content":"hi"}]}""");

        plan.GetProperty("model").GetString().ShouldBe("auto");
        plan.GetProperty("target").GetString().ShouldBe("virtual");
        plan.GetProperty("tier").ValueKind.ShouldBe(JsonValueKind.Null);
        plan.GetProperty("needs").GetProperty("capabilities").EnumerateArray().Select(name => name.GetString()).ShouldBe(["tools"]);
        plan.GetProperty("needs").GetProperty("input_tokens").GetInt64().ShouldBeGreaterThan(0);
        Routes(plan, "candidates").ShouldBe(["one/m", "two/m"], ignoreOrder: true);
        var one = plan.GetProperty("candidates").EnumerateArray().Single(row => row.GetProperty("route").GetString() == "one/m");
        one.EnumerateObject().Select(member => member.Name).ShouldBe(["route", "provider", "model", "account", "score", "reasons"]);
        (one.GetProperty("provider").GetString(), one.GetProperty("model").GetString()).ShouldBe(("one", "m"));
        one.GetProperty("score").GetDouble().ShouldBeGreaterThan(0);
        var reasons = one.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!).ToList();
        reasons.ShouldContain(reason => reason.StartsWith("free by owner: ", StringComparison.Ordinal));
        reasons.ShouldContain("number 1 of the owner's favourites");
        reasons.ShouldContain(reason => reason.StartsWith("10 of 10 requests left in one#1:rpd until ", StringComparison.Ordinal));
        var rejected = plan.GetProperty("rejected").EnumerateArray().ShouldHaveSingleItem();
        rejected.EnumerateObject().Select(member => member.Name).ShouldBe(["route", "account", "reason", "detail", "until"]);
        (rejected.GetProperty("route").GetString(), rejected.GetProperty("reason").GetString(), rejected.GetProperty("detail").GetString())
            .ShouldBe(("two/plain", "capability", "lacks tools"));
        _upstream.Calls.ShouldBeEmpty();
        (await _gateway.PoolAsync("one#1:rpd")).GetProperty("used").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task What_waits_says_until_when()
    {
        _upstream.Then(Answers.Error(429, "slow down", ("Retry-After", "40")));
        await _gateway.ChatAsync("one/m", ("X-Gateway-Max-Wait", "0"));
        var plan = await ExplainAsync(Ask.Of("one/m"));

        Routes(plan, "candidates").ShouldBeEmpty();
        var rejected = plan.GetProperty("rejected").EnumerateArray().ShouldHaveSingleItem();
        rejected.GetProperty("reason").GetString().ShouldBe("closed");
        rejected.GetProperty("account").GetString().ShouldBe("one#1");
        rejected.GetProperty("until").GetDateTimeOffset().ShouldBeGreaterThan(_gateway.Time.GetUtcNow());
    }

    [Fact]
    public async Task Asking_why_takes_no_turn_of_a_pool()
    {
        for (var request = 0; request < 6; request++)
        {
            var first = Routes(await ExplainAsync(Ask.Of("turns")), "candidates")[0];
            Routes(await ExplainAsync(Ask.Of("turns")), "candidates")[0].ShouldBe(first);
            (await _gateway.ChatAsync("turns")).ShouldBeServed()["X-Gateway-Route"].ShouldBe(first);
        }
    }

    [Fact]
    public async Task Every_route_behind_the_name_is_there_once()
    {
        var plan = await ExplainAsync(Ask.Of("many"));

        (Routes(plan, "candidates").Count, Routes(plan, "candidates").Distinct().Count()).ShouldBe((100, 100));
    }

    [Theory]
    [InlineData("nobody/knows", 404, "model_not_found")]
    [InlineData("no-such-model", 404, "model_not_found")]
    public async Task A_name_that_nobody_serves_is_unknown_here_too(string model, int status, string code) =>
        (await _gateway.PostAsync(Path, Ask.Of(model))).ShouldBeError(status, code).ErrorMessage.ShouldBe((await _gateway.ChatAsync(model)).ErrorMessage);

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"model":"auto"}""")]
    [InlineData("""{"model":1,"messages":[{"role":"user","content":"hi"}]}""")]
    public async Task A_bad_payload_is_refused_as_the_data_plane_refuses_it(string payload) =>
        (await _gateway.PostAsync(Path, payload)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldBe((await _gateway.PostAsync(Ask.Path, payload)).ErrorMessage);

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        var many = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"{{ id: m{i} }}"));
        var targets = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"{{ model: many/m{i} }}"));
        _gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}} }
            favorite_free_models: [ one/m ]
            providers:
              one: { base_url: "{{_upstream.BaseUrl}}", api_key: planted-key-one, free: all, limits: { rpd: 10 }, models: [ { id: m } ] }
              two: { base_url: "{{_upstream.BaseUrl}}", api_key: planted-key-two, free: all, models: [ { id: m, tools: true }, { id: plain, tools: false } ] }
              many: { base_url: "{{_upstream.BaseUrl}}", api_key: planted-key-many, free: all, expose_to_virtual_models: false, models: [ {{many}} ] }
            pools:
              turns: { strategy: weighted, targets: [ { model: one/m, weight: 2 }, { model: two/m } ] }
              many: { strategy: priority, targets: [ {{targets}} ] }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private async Task<JsonElement> ExplainAsync(string payload) => (await _gateway.PostAsync(Path, payload)).ShouldBeServed().Json;

    private static IReadOnlyList<string> Routes(JsonElement plan, string of) => [.. plan.GetProperty(of).EnumerateArray().Select(row => row.GetProperty("route").GetString()!)];
}
