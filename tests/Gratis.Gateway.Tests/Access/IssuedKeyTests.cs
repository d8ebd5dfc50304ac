using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Access;

/// <summary>Keys that the gateway issues: shown once, in force at once, gone at once.</summary>
public sealed class IssuedKeyTests : IAsyncLifetime
{
    private const string Keys = "/admin/api/client-keys";

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task A_key_is_shown_once_kept_as_a_hash_and_in_force_at_once()
    {
        (await _gateway.ChatAsync("one/m")).ShouldBeServed();
        var issued = await _gateway.OwnerAsync(HttpMethod.Post, Keys, """
            { "name": "phone", "limits": { "rpm": 30, "tpd": 50000 }, "models": [ "one/m" ], "priority": "background", "max_wait_seconds": 5 }
            """);

        issued.Status.ShouldBe(201, issued.Text);
        issued["Cache-Control"].ShouldBe("no-store");
        var key = issued.Json;
        var secret = key.GetProperty("key").GetString()!;
        secret.ShouldMatch("^gk-[A-Za-z0-9_-]{43}$");
        key.GetProperty("last4").GetString().ShouldBe(secret[^4..]);
        issued["Location"].ShouldBe($"{Keys}/{key.GetProperty("id").GetString()}");

        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeServed();
        (await _gateway.ChatAsync("one/other", ("x-api-key", secret))).ShouldBeError(403, "forbidden");
        (await _gateway.ChatAsync("one/m")).ShouldBeError(401, "invalid_api_key");

        var listed = (await ListAsync()).ShouldHaveSingleItem();
        listed.TryGetProperty("key", out _).ShouldBeFalse();
        listed.GetProperty("name").GetString().ShouldBe("phone");
        listed.GetProperty("source").GetString().ShouldBe("issued");
        listed.GetProperty("limits").GetProperty("rpm").GetInt64().ShouldBe(30);
        listed.GetProperty("limits").GetProperty("rpd").ValueKind.ShouldBe(JsonValueKind.Null);
        listed.GetProperty("models")[0].GetString().ShouldBe("one/m");
        listed.GetProperty("priority").GetString().ShouldBe("background");
        listed.GetProperty("max_wait_seconds").GetInt32().ShouldBe(5);
        listed.GetProperty("created_at").GetString()!.ShouldEndWith("Z");

        await _gateway.StopAsync();
        _gateway.Log.Text.ShouldNotContain(secret);
        foreach (var file in Directory.EnumerateFiles(_gateway.DataFolder, "*", SearchOption.AllDirectories))
            (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, file);
    }

    [Fact]
    public async Task It_is_good_after_a_restart_and_what_it_spent_stays_spent()
    {
        var (_, secret) = await _gateway.IssueAsync("""{ "name": "phone", "limits": { "rpm": 2 } }""");
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeServed();

        await _gateway.RestartAsync();

        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(429, "rate_limit_exceeded");
        (await _gateway.ChatAsync("one/m")).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task A_change_holds_at_once_and_gives_no_new_minute()
    {
        var (id, secret) = await _gateway.IssueAsync("""{ "name": "phone", "limits": { "rpm": 1 } }""");
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(429, "rate_limit_exceeded");

        var changed = (await _gateway.OwnerAsync(HttpMethod.Put, $"{Keys}/{id}", """{ "name": "tablet", "limits": { "rpm": 2 } }""")).ShouldBeServed();

        changed.Json.GetProperty("name").GetString().ShouldBe("tablet");
        changed.Json.TryGetProperty("key", out _).ShouldBeFalse();
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(429, "rate_limit_exceeded").ErrorMessage.ShouldContain("tablet");
    }

    [Fact]
    public async Task A_rotated_key_has_another_secret_and_the_same_books()
    {
        var (id, old) = await _gateway.IssueAsync("""{ "name": "phone", "limits": { "rpm": 2 } }""");
        (await _gateway.ChatAsync("one/m", ("x-api-key", old))).ShouldBeServed();

        var rotated = (await _gateway.OwnerAsync(HttpMethod.Post, $"{Keys}/{id}/rotate")).ShouldBeServed().Json;
        var secret = rotated.GetProperty("key").GetString()!;

        secret.ShouldNotBe(old);
        rotated.GetProperty("id").GetString().ShouldBe(id);
        rotated.GetProperty("last4").GetString().ShouldBe(secret[^4..]);
        (await _gateway.ChatAsync("one/m", ("x-api-key", old))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(429, "rate_limit_exceeded");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_then_on_and_its_name_is_free_again()
    {
        var (id, secret) = await _gateway.IssueAsync("""{ "name": "phone" }""");
        var (_, other) = await _gateway.IssueAsync("""{ "name": "other" }""");

        (await _gateway.OwnerAsync(HttpMethod.Delete, $"{Keys}/{id}")).Status.ShouldBe(204);

        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.ChatAsync("one/m", ("x-api-key", other))).ShouldBeServed();
        (await ListAsync()).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("other");
        (await ListAsync("?all=true")).Count.ShouldBe(2);
        (await _gateway.OwnerAsync(HttpMethod.Delete, $"{Keys}/{id}")).ShouldBeError(404, "not_found");
        (await _gateway.OwnerAsync(HttpMethod.Put, $"{Keys}/{id}", """{ "name": "phone" }""")).ShouldBeError(404, "not_found");
        (await _gateway.OwnerAsync(HttpMethod.Post, $"{Keys}/{id}/rotate")).ShouldBeError(404, "not_found");
        await _gateway.IssueAsync("""{ "name": "phone" }""");
    }

    [Fact]
    public async Task The_last_key_is_refused_when_it_is_revoked_though_every_other_is_taken_again()
    {
        var (id, secret) = await _gateway.IssueAsync("""{ "name": "phone" }""");

        (await _gateway.OwnerAsync(HttpMethod.Delete, $"{Keys}/{id}")).Status.ShouldBe(204);

        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.ChatAsync("one/m", ("x-api-key", "any"))).ShouldBeServed();
        (await _gateway.ChatAsync("one/m")).ShouldBeServed();
        await _gateway.RestartAsync();
        (await _gateway.ChatAsync("one/m", ("x-api-key", secret))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task A_name_exists_once_and_keys_of_the_config_are_listed_to_read()
    {
        await _gateway.ReloadAsync(Config(", client_keys: [ { name: laptop, key: laptop-key, rpm: 7 } ]"));
        await _gateway.IssueAsync("""{ "name": "phone" }""");

        (await _gateway.OwnerAsync(HttpMethod.Post, Keys, """{ "name": "Phone" }""")).ShouldBeError(409, "name_taken");
        (await _gateway.OwnerAsync(HttpMethod.Post, Keys, """{ "name": "laptop" }""")).ShouldBeError(409, "name_taken");

        var keys = await ListAsync();
        keys.Select(key => $"{key.GetProperty("source").GetString()} {key.GetProperty("name").GetString()}").ShouldBe(["config laptop", "issued phone"]);
        keys[0].GetProperty("limits").GetProperty("rpm").GetInt64().ShouldBe(7);
        keys.ShouldAllBe(key => !key.ToString().Contains("laptop-key", StringComparison.Ordinal));
        (await _gateway.OwnerAsync(HttpMethod.Delete, $"{Keys}/laptop")).ShouldBeError(404, "not_found").ErrorMessage.ShouldContain("config");
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{}", "name")]
    [InlineData("""{ "name": " " }""", "name")]
    [InlineData("""{ "name": 7 }""", "name")]
    [InlineData("""{ "name": "x", "rpm": 5 }""", "rpm")]
    [InlineData("""{ "name": "x", "limits": { "rps": 5 } }""", "rps")]
    [InlineData("""{ "name": "x", "limits": { "rpm": 0 } }""", "rpm")]
    [InlineData("""{ "name": "x", "limits": { "tpd": 1.5 } }""", "tpd")]
    [InlineData("""{ "name": "x", "limits": [] }""", "limits")]
    [InlineData("""{ "name": "x", "models": "m" }""", "models")]
    [InlineData("""{ "name": "x", "models": [ 1 ] }""", "models")]
    [InlineData("""{ "name": "x", "priority": "high" }""", "priority")]
    [InlineData("""{ "name": "x", "max_wait_seconds": -1 }""", "max_wait_seconds")]
    [InlineData("""{ "name": "x", "daily_budget_usd": -0.1 }""", "daily_budget_usd must be a number of US dollars from 0 to 1000000000")]
    [InlineData("""{ "name": "x", "monthly_budget_usd": "5" }""", "monthly_budget_usd")]
    [InlineData("""{ "name": "x", "monthly_budget_usd": 1000000001 }""", "monthly_budget_usd")]
    [InlineData("""{ "name": "x", "monthly_budget_usd": 0.0000000001 }""", "nine decimals")]
    [InlineData("""{ "name": "x", "budget": { "daily_usd": 1 } }""", "daily_budget_usd")]
    [InlineData("""{ "name": "x", "sticky": "yes" }""", "sticky must be true, false or null")]
    [InlineData("""{ "name": "\ud800" }""", "no valid Unicode")]
    [InlineData("""{ "name": "x", "models": [ "\udc00" ] }""", "no valid Unicode")]
    [InlineData("""{ "na\ud800me": "x" }""", "no valid Unicode")]
    [InlineData("""{ "name": "x", "name": "y" }""", "JSON")]
    public async Task Terms_that_cannot_be_are_refused_with_what_is_wrong(string json, string said)
    {
        (await _gateway.OwnerAsync(HttpMethod.Post, Keys, json)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(said);
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_budget_and_whether_it_is_sticky_are_kept_and_replaced()
    {
        var (id, _) = await _gateway.IssueAsync("""{ "name": "phone", "daily_budget_usd": 0.25, "monthly_budget_usd": 5, "sticky": false }""");
        Said((await ListAsync()).ShouldHaveSingleItem()).ShouldBe("0.25 5 false");

        await _gateway.RestartAsync();
        Said((await ListAsync()).ShouldHaveSingleItem()).ShouldBe("0.25 5 false");

        Said((await _gateway.OwnerAsync(HttpMethod.Put, $"{Keys}/{id}", """{ "name": "phone", "monthly_budget_usd": 0.000000001, "sticky": null }""")).ShouldBeServed().Json).ShouldBe("null 0.000000001 null");
        Said((await ListAsync()).ShouldHaveSingleItem()).ShouldBe("null 0.000000001 null");

        static string Said(JsonElement key) =>
            $"{key.GetProperty("daily_budget_usd").GetRawText()} {key.GetProperty("monthly_budget_usd").GetRawText()} {key.GetProperty("sticky").GetRawText()}";
    }

    [Fact]
    public async Task When_it_was_last_used_is_told()
    {
        var (_, secret) = await _gateway.IssueAsync("""{ "name": "phone" }""");
        (await ListAsync())[0].GetProperty("last_used_at").ValueKind.ShouldBe(JsonValueKind.Null);
        (await _gateway.GetAsync("/v1/models", ("x-api-key", secret))).ShouldBeServed();

        await _gateway.RestartAsync();

        (await ListAsync())[0].GetProperty("last_used_at").GetString()!.ShouldEndWith("Z");
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Config());
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private async Task<List<JsonElement>> ListAsync(string query = "") =>
        [.. (await _gateway.OwnerAsync(HttpMethod.Get, Keys + query)).ShouldBeServed().Json.GetProperty("client_keys").EnumerateArray()];

    private string Config(string more = "") => $$"""
        auth: { admin_token: {{Owner.Token}}{{more}} }
        providers: { one: { base_url: "{{_upstream.BaseUrl}}", free: all, models: [ { id: m }, { id: other } ] } }
        """;
}
