using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Quotas;

/// <summary>Which providers can be asked now, and why not.</summary>
public sealed class ProviderStatusTests : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task What_works_is_available_and_its_day_is_counted()
    {
        (await _gateway.ChatAsync("one/m")).ShouldBeServed();

        var one = await StatusAsync("one");

        one.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "configured", "available", "reason", "retry_at", "requests_today", "tokens_today", "routes"]);
        one.GetProperty("configured").GetBoolean().ShouldBeTrue();
        one.GetProperty("available").GetBoolean().ShouldBeTrue();
        one.GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
        one.GetProperty("requests_today").GetInt64().ShouldBe(1);
        one.GetProperty("tokens_today").GetInt64().ShouldBe(5);
        Route(one, "one/m").GetProperty("health").GetString().ShouldBe("ok");
        Route(one, "one/m").EnumerateObject().Select(member => member.Name).ShouldBe(["route", "health", "reason", "until"]);
    }

    [Fact]
    public async Task A_limit_of_one_model_cools_its_route_and_leaves_the_provider_available()
    {
        _upstream.Then(Answers.Error(429, "slow down", ("Retry-After", "100")));
        (await _gateway.ChatAsync("one/m")).ShouldBeError(429, "quota_exhausted");

        var one = await StatusAsync("one");

        one.GetProperty("available").GetBoolean().ShouldBeTrue();
        Route(one, "one/m").GetProperty("health").GetString().ShouldBeOneOf("cooling", "spent");
        Route(one, "one/m").GetProperty("until").GetString()!.ShouldEndWith("Z");
        Route(one, "one/m").GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        Route(one, "one/other").GetProperty("health").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task A_spent_quota_says_when_the_provider_can_be_asked_again()
    {
        (await _gateway.ChatAsync("small/m")).ShouldBeServed();

        var small = await StatusAsync("small");

        small.GetProperty("available").GetBoolean().ShouldBeFalse();
        small.GetProperty("reason").GetString()!.ShouldContain("small#1:rpd");
        small.GetProperty("retry_at").GetString()!.ShouldEndWith("T00:00:00Z");
        Route(small, "small/m").GetProperty("health").GetString().ShouldBe("spent");
    }

    [Fact]
    public async Task A_refused_key_stands_until_it_is_another_and_is_never_shown()
    {
        _upstream.Then(Answers.Error(401, "Incorrect API key provided: secret-key"));
        (await _gateway.ChatAsync("one/m")).Status.ShouldBe(502);

        var one = await StatusAsync("one");

        one.GetProperty("available").GetBoolean().ShouldBeFalse();
        one.GetProperty("retry_at").ValueKind.ShouldBe(JsonValueKind.Null);
        Route(one, "one/other").GetProperty("health").GetString().ShouldBe("refused_key");
        one.ToString().ShouldNotContain("secret-key");
    }

    [Fact]
    public async Task A_known_provider_without_a_key_says_which_variable_to_set()
    {
        var groq = await StatusAsync("groq");

        groq.GetProperty("configured").GetBoolean().ShouldBeFalse();
        groq.GetProperty("available").GetBoolean().ShouldBeFalse();
        groq.GetProperty("reason").GetString()!.ShouldContain("GROQ_API_KEY");
        groq.GetProperty("routes").GetArrayLength().ShouldBe(0);
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            server: { max_wait_seconds: 0 }
            providers:
              one: { base_url: "{{_upstream.BaseUrl}}", api_key: secret-key, free: all, models: [ { id: m }, { id: other } ] }
              small: { base_url: "{{_upstream.BaseUrl}}", api_key: small-key, free: all, models: [ { id: m } ], limits: { rpd: 1 } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private static JsonElement Route(JsonElement provider, string id) =>
        provider.GetProperty("routes").EnumerateArray().Single(route => route.GetProperty("route").GetString() == id);

    private async Task<JsonElement> StatusAsync(string id) =>
        (await _gateway.GetAsync("/v1/providers/status")).ShouldBeServed().Json.GetProperty("providers").EnumerateArray()
            .Single(provider => provider.GetProperty("id").GetString() == id);
}
