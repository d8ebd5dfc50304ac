using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Quotas;

/// <summary>The books as the owner sees them.</summary>
public sealed class QuotasEndpointTests : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task A_pool_tells_what_it_holds_what_is_used_and_why_that_is_believed()
    {
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();

        var pool = await _gateway.PoolAsync("one#1:rpd");

        pool.EnumerateObject().Select(member => member.Name).ShouldBe([
            "id", "provider", "account", "client", "scope", "models", "metric", "window", "limit", "used", "reserved", "remaining", "resets_at",
            "source", "confidence", "clock", "zone", "last_429", "spent_until", "pacing",
        ]);
        pool.GetProperty("provider").GetString().ShouldBe("one");
        pool.GetProperty("account").GetString().ShouldBe("one#1");
        pool.GetProperty("client").ValueKind.ShouldBe(JsonValueKind.Null);
        pool.GetProperty("scope").GetString().ShouldBe("account");
        pool.GetProperty("metric").GetString().ShouldBe("requests");
        pool.GetProperty("window").GetString().ShouldBe("day");
        pool.GetProperty("limit").GetInt64().ShouldBe(10);
        pool.GetProperty("used").GetInt64().ShouldBe(1);
        pool.GetProperty("reserved").GetInt64().ShouldBe(0);
        pool.GetProperty("remaining").GetInt64().ShouldBe(9);
        pool.GetProperty("source").GetString().ShouldBe("owner");
        pool.GetProperty("confidence").GetDouble().ShouldBe(1);
        pool.GetProperty("clock").GetString().ShouldBe("calendar");
        pool.GetProperty("zone").GetString().ShouldBe("America/Los_Angeles");
        pool.GetProperty("last_429").ValueKind.ShouldBe(JsonValueKind.Null);
        pool.GetProperty("pacing").GetString().ShouldBe("off");
        var resets = pool.GetProperty("resets_at").GetString()!;
        resets.ShouldEndWith("Z");
        var midnight = TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(resets, null), TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"));
        midnight.TimeOfDay.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_clients_own_pool_belongs_to_no_provider_and_names_the_client()
    {
        var pool = await _gateway.PoolAsync("client laptop:rpm");

        pool.GetProperty("provider").ValueKind.ShouldBe(JsonValueKind.Null);
        pool.GetProperty("account").ValueKind.ShouldBe(JsonValueKind.Null);
        pool.GetProperty("client").GetString().ShouldBe("laptop");
        pool.GetProperty("scope").GetString().ShouldBe("client_key");
    }

    [Fact]
    public async Task A_limit_that_its_owner_takes_back_is_no_pool_any_more_and_one_that_is_drawn_on_stays()
    {
        const string patch = "/admin/api/config";
        (await _gateway.OwnerAsync(HttpMethod.Patch, patch, """{"providers":{"one":{"limits":{"rpm":1}}}}""")).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeError(429, "quota_exhausted");

        (await _gateway.OwnerAsync(HttpMethod.Patch, patch, """{"providers":{"one":{"limits":{"rpm":null}}}}""")).ShouldBeServed();

        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();
        var names = await IdsAsync("/admin/api/quotas");
        names.ShouldContain("one#1:rpd");
        names.ShouldNotContain("one#1:rpm");
    }

    [Fact]
    public async Task What_is_only_tallied_is_left_out_unless_it_is_asked_for()
    {
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();

        var some = await IdsAsync("/admin/api/quotas");
        var all = await IdsAsync("/admin/api/quotas?all=true");

        some.ShouldBe(["client laptop:rpd", "client laptop:rpm", "one#1:rpd"], ignoreOrder: true);
        all.ShouldContain("one#1:tpd");
        all.Count.ShouldBeGreaterThan(some.Count);
    }

    [Fact]
    public async Task The_history_of_a_long_pool_is_drawn_from_what_was_written_down()
    {
        (await _gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();
        await _gateway.RestartAsync();

        var history = (await _gateway.OwnerAsync(HttpMethod.Get, "/admin/api/quotas/history?pool=one%231:rpd")).ShouldBeServed().Json;

        history.GetProperty("pool").GetString().ShouldBe("one#1:rpd");
        var sample = history.GetProperty("samples").EnumerateArray().Last();
        sample.GetProperty("used").GetInt64().ShouldBe(1);
        sample.GetProperty("limit").GetInt64().ShouldBe(10);
        sample.GetProperty("at").GetString()!.ShouldEndWith("Z");
        sample.GetProperty("window_start").GetString()!.ShouldEndWith("Z");

        (await _gateway.OwnerAsync(HttpMethod.Get, "/admin/api/quotas/history?pool=one%231:rpd&from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z"))
            .ShouldBeServed().Json.GetProperty("samples").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("?pool=one%231:rpd&from=yesterday", 400, "invalid_request")]
    [InlineData("?pool=one%231:rpd&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "invalid_request")]
    [InlineData("?pool=nobody", 404, "not_found")]
    [InlineData("", 404, "not_found")]
    public async Task A_history_that_cannot_be_is_refused(string query, int status, string code) =>
        (await _gateway.OwnerAsync(HttpMethod.Get, "/admin/api/quotas/history" + query)).ShouldBeError(status, code);

    [Theory]
    [InlineData("/admin/api/quotas")]
    [InlineData("/admin/api/quotas/history")]
    [InlineData("/admin/api/client-keys")]
    public async Task Nobody_but_the_owner_sees_them(string path) =>
        (await _gateway.GetAsync(path, ("x-api-key", "laptop-key"))).ShouldBeError(401, "invalid_api_key");

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: laptop, key: laptop-key, rpm: 5, rpd: 50 } ] }
            providers: { one: { base_url: "{{_upstream.BaseUrl}}", api_key: secret-key, free: all, models: [ { id: m } ], limits: { rpd: 10, reset: America/Los_Angeles } } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private async Task<List<string>> IdsAsync(string path) =>
        [.. (await _gateway.OwnerAsync(HttpMethod.Get, path)).ShouldBeServed().Json.GetProperty("pools").EnumerateArray().Select(pool => pool.GetProperty("id").GetString()!)];
}
