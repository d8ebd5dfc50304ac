using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Access;

public sealed class ClientKeyTests : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task Without_a_key_nobody_is_served()
    {
        var refused = (await _gateway.ChatAsync("one/m")).ShouldBeError(401, "invalid_api_key");

        refused["WWW-Authenticate"].ShouldBe("Bearer");
        refused["X-Gateway-Request-Id"].ShouldNotBeNullOrEmpty();
        refused.Json.GetProperty("error").GetProperty("request_id").GetString().ShouldBe(refused["X-Gateway-Request-Id"]);
        _upstream.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Bearer laptop-key2")]
    [InlineData("Authorization", "Bearer laptop-ke")]
    [InlineData("Authorization", "Bearer LAPTOP-KEY")]
    [InlineData("Authorization", "Basic laptop-key")]
    [InlineData("Authorization", "laptop-key")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("x-api-key", "wrong")]
    [InlineData("X-Gateway-Key", "laptop-key")]
    public async Task A_wrong_key_is_refused(string header, string value) =>
        (await _gateway.ChatAsync("one/m", (header, value))).ShouldBeError(401, "invalid_api_key");

    [Theory]
    [InlineData("Authorization", "Bearer laptop-key")]
    [InlineData("Authorization", "bearer   laptop-key ")]
    [InlineData("x-api-key", "laptop-key")]
    public async Task The_right_key_is_served_and_never_sent_on(string header, string value)
    {
        (await _gateway.ChatAsync("one/m", (header, value))).ShouldBeServed();

        var call = _upstream.Calls.ShouldHaveSingleItem();
        call["Authorization"].ShouldBe("Bearer upstream-key");
        call["x-api-key"].ShouldBeNull();
    }

    [Fact]
    public async Task The_list_of_models_needs_a_key_and_liveness_needs_none()
    {
        (await _gateway.GetAsync("/v1/models")).ShouldBeError(401, "invalid_api_key");
        (await _gateway.GetAsync("/v1/models/one/m")).ShouldBeError(401, "invalid_api_key");
        (await _gateway.GetAsync("/v1/models", ("x-api-key", "laptop-key"))).ShouldBeServed();
        (await _gateway.GetAsync("/health")).ShouldBeServed();
    }

    [Fact]
    public async Task A_key_taken_out_of_the_config_is_refused_from_then_on()
    {
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();

        await _gateway.ReloadAsync(Config("{ name: phone, key: phone-key }"));

        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.ChatAsync("one/m", ("x-api-key", "phone-key"))).ShouldBeServed();
    }

    [Fact]
    public async Task A_key_over_its_minute_is_told_when_to_come_back_and_is_let_in_then()
    {
        for (var i = 0; i < 2; i++)
            (await _gateway.ChatAsync("one/m", ("x-api-key", "slow-key"))).ShouldBeServed();
        _gateway.Time.Skip(TimeSpan.FromSeconds(20));

        var refused = (await _gateway.ChatAsync("one/m", ("x-api-key", "slow-key"))).ShouldBeError(429, "rate_limit_exceeded");

        var wait = int.Parse(refused["Retry-After"]!, null);
        wait.ShouldBeInRange(30, 40);
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();
        _gateway.Time.Skip(TimeSpan.FromSeconds(wait));
        (await _gateway.ChatAsync("one/m", ("x-api-key", "slow-key"))).ShouldBeServed();
        _upstream.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_reload_that_leaves_a_key_as_it_is_does_not_give_it_a_new_minute()
    {
        for (var i = 0; i < 2; i++)
            (await _gateway.ChatAsync("one/m", ("x-api-key", "slow-key"))).ShouldBeServed();

        await _gateway.ReloadAsync(Config(Slow, "{ name: another, key: another-key }"));

        (await _gateway.ChatAsync("one/m", ("x-api-key", "slow-key"))).ShouldBeError(429, "rate_limit_exceeded");
    }

    [Fact]
    public async Task A_key_for_some_models_may_use_those_and_no_others()
    {
        (await _gateway.ChatAsync("one/m", ("x-api-key", "narrow-key"))).ShouldBeServed();

        (await _gateway.ChatAsync("one/other", ("x-api-key", "narrow-key"))).ShouldBeError(403, "forbidden");
        (await _gateway.ChatAsync("m", ("x-api-key", "narrow-key"))).ShouldBeError(403, "forbidden");
        _upstream.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_may_use_auto_may_name_no_model_at_all()
    {
        (await _gateway.ChatAsync("auto", ("x-api-key", "auto-key"))).ShouldBeServed();
        (await _gateway.ChatAsync("", ("x-api-key", "auto-key"))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", "auto-key"))).ShouldBeError(403, "forbidden");
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Config(
            "{ name: laptop, key: laptop-key }",
            Slow,
            "{ name: narrow, key: narrow-key, models: [ one/m ] }",
            "{ name: auto, key: auto-key, models: [ auto ] }"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private const string Slow = "{ name: slow, key: slow-key, rpm: 2 }";

    private string Config(params string[] keys) => $$"""
        auth: { client_keys: [ {{string.Join(", ", keys)}} ] }
        providers:
          one: { base_url: "{{_upstream.BaseUrl}}", api_key: upstream-key, free: all, models: [ { id: m }, { id: other } ] }
        """;
}
