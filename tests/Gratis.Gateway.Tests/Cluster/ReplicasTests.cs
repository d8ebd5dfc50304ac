using System.Text.Json;
using Gratis.Gateway.Tests.Accounts;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Gateway.Tests.Sessions;

namespace Gratis.Gateway.Tests.Cluster;

/// <summary>What clients and the owner see of several gateways on one database: one gateway.</summary>
public sealed class ReplicasTests(PostgresServer server) : IAsyncLifetime
{
    private const string FavoritesPath = "/admin/api/favorite-free-models";

    private FakeUpstream _upstream = null!;

    private string Yaml => $$"""
        auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: laptop, key: laptop-key, rpd: 8 } ] }
        providers:
          one: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: m } ], limits: { rpd: 30 } }
          two: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: n } ] }
        """;

    public async ValueTask InitializeAsync() => _upstream = await FakeUpstream.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task A_quota_is_spent_together_and_to_its_end()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);
        var (_, key) = await pair.One.IssueAsync("""{"name":"swarm"}""");
        await ServedSoonAsync(pair.Other, key);

        var served = await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            var count = 0;
            for (var i = 0; i < 6; i++)
            {
                var reply = await ChatAsync(client % 2 == 0 ? pair.One : pair.Other, key);
                if (reply.Status == 200)
                    count++;
                else
                    reply.ShouldBeError(429, "quota_exhausted");
            }

            return count;
        }));

        // What one of them had drawn ahead and not spent comes back, and goes to whoever asks.
        var sent = served.Sum();
        await Soon.ShouldBeAsync(async () =>
        {
            sent += (await ChatAsync(pair.Other, key)).Status == 200 ? 1 : 0;
            return _upstream.Calls.Count(IsOfM) == 30;
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => (await ChatAsync(i % 2 == 0 ? pair.One : pair.Other, key)).ShouldBeError(429, "quota_exhausted")));
        _upstream.Calls.Count(IsOfM).ShouldBe(30);
    }

    [Fact]
    public async Task A_client_key_is_held_to_its_limits_wherever_it_asks()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);
        var served = 0;
        Reply? refused = null;
        for (var i = 0; i < 14; i++)
        {
            var reply = await ChatAsync(i % 2 == 0 ? pair.One : pair.Other, "laptop-key", "two/n");
            if (reply.Status == 200)
                served++;
            else
                refused = reply;
        }

        served.ShouldBe(8);
        refused!.ShouldBeError(429, "rate_limit_exceeded");
    }

    [Fact]
    public async Task A_key_that_was_issued_here_opens_there_and_one_that_was_revoked_here_is_refused_there()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);

        var (id, key) = await pair.One.IssueAsync("""{"name":"phone"}""");
        await ServedSoonAsync(pair.Other, key);
        (await pair.One.OwnerAsync(HttpMethod.Delete, "/admin/api/client-keys/" + id)).Status.ShouldBe(204);

        await Soon.ShouldBeAsync(async () => (await ChatAsync(pair.Other, key)).Status == 401);
    }

    [Fact]
    public async Task Who_is_signed_in_here_is_signed_in_there_until_they_sign_out()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);
        var browser = await Browser.SignedInAsync(pair.One);

        await Soon.ShouldBeAsync(async () => (await pair.Other.GetAsync(Browser.SessionPath, browser.Cookie!.Value)).Status == 200);
        (await browser.SendAsync(HttpMethod.Delete, Browser.SessionPath)).Status.ShouldBe(204);

        await Soon.ShouldBeAsync(async () => (await pair.Other.GetAsync(Browser.SessionPath, browser.Cookie!.Value)).Status == 401);
    }

    [Fact]
    public async Task What_the_owner_changes_here_is_in_force_there()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);

        (await pair.One.OwnerAsync(HttpMethod.Put, FavoritesPath, """["n"]""")).ShouldBeServed();
        (await pair.Other.OwnerAsync(HttpMethod.Patch, "/admin/api/config", """{"server":{"max_attempts":3}}""")).ShouldBeServed();

        await Soon.ShouldBeAsync(async () => (await pair.Other.OwnerAsync(HttpMethod.Get, FavoritesPath)).Text.Contains("\"n\"", StringComparison.Ordinal));
        await Soon.ShouldBeAsync(async () => (await ConfigAsync(pair.One)).GetProperty("server").GetProperty("max_attempts").GetInt32() == 3);
    }

    [Fact]
    public async Task A_wall_that_one_ran_into_is_not_run_into_by_the_other()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);
        _upstream.Otherwise = Answers.Error(401, "Incorrect API key provided");
        var (_, key) = await pair.One.IssueAsync("""{"name":"swarm"}""");
        (await ChatAsync(pair.One, key, "two/n")).Status.ShouldBeGreaterThanOrEqualTo(400);
        var asked = _upstream.Calls.Count;

        await Soon.ShouldBeAsync(async () => (await pair.Other.OwnerAsync(HttpMethod.Get, "/admin/api/providers")).Text.Contains("key_refused", StringComparison.Ordinal));
        await Soon.ShouldBeAsync(async () => (await ChatAsync(pair.Other, key, "two/n")).Status is not (401 or 403));

        _upstream.Calls.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task The_log_is_one_and_so_are_the_sums()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);
        for (var i = 0; i < 3; i++)
        {
            (await ChatAsync(pair.One, "laptop-key", "two/n")).ShouldBeServed();
            (await ChatAsync(pair.Other, "laptop-key", "two/n")).ShouldBeServed();
        }

        foreach (var gateway in new[] { pair.One, pair.Other })
        {
            await Soon.ShouldBeAsync(async () => (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/requests?limit=50")).ShouldBeServed().Json.GetProperty("requests").GetArrayLength() == 6);
            var ids = (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/requests?limit=50")).Json.GetProperty("requests").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ToArray();
            ids.Distinct().Count().ShouldBe(6);
            foreach (var id in ids)
                (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/requests/" + id)).ShouldBeServed();
        }
    }

    [Fact]
    public async Task A_provider_key_that_was_added_here_serves_there_and_lies_sealed_in_the_database()
    {
        await using var keyed = await KeyedUpstream.StartAsync(AccountsWorld.First);
        var yaml = $$"""
            auth: { admin_token: {{Owner.Token}} }
            providers: { mine: { base_url: "{{keyed.BaseUrl}}", models: [ { id: m, free: true } ] } }
            """;
        await using var pair = await Pair.StartAsync(server, yaml, secret: "a-secret-that-both-were-given-and-nobody-else");

        var added = await pair.One.OwnerAsync(HttpMethod.Post, AccountsWorld.Path, $$"""{"provider":"mine","key":"{{AccountsWorld.First}}","label":"x"}""");
        added.Status.ShouldBe(201, added.Text);

        await Soon.ShouldBeAsync(async () => (await pair.Other.ChatAsync("mine/m")).Status == 200);
        keyed.ChatKeys[^1].ShouldBe(AccountsWorld.First);
        (await pair.DumpAsync()).ShouldNotContain(AccountsWorld.First);
    }

    [Fact]
    public async Task Without_a_secret_in_common_no_provider_key_is_stored_and_the_owner_is_told_why()
    {
        await using var pair = await Pair.StartAsync(server, $$"""
            auth: { admin_token: {{Owner.Token}} }
            providers: { mine: { base_url: "{{_upstream.BaseUrl}}", models: [ { id: m, free: true } ] } }
            """);

        var refused = await pair.One.OwnerAsync(HttpMethod.Post, AccountsWorld.Path, """{"provider":"mine","key":"planted-key-9999","label":"x"}""");

        refused.Status.ShouldBeGreaterThanOrEqualTo(400);
        refused.Text.ShouldContain("GRATIS_STORAGE_SECRET");
        (await pair.DumpAsync()).ShouldNotContain("planted-key-9999");
    }

    [Fact]
    public async Task Who_is_stopped_and_started_again_goes_on_where_it_was()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);
        for (var i = 0; i < 3; i++)
            (await ChatAsync(pair.One, "laptop-key", "two/n")).ShouldBeServed();

        await pair.One.RestartAsync();

        var left = 0;
        while ((await ChatAsync(pair.One, "laptop-key", "two/n")).Status == 200)
            left++;
        left.ShouldBe(5);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_at_the_start_without_its_password()
    {
        var setup = new GatewaySetup { Environment = new Dictionary<string, string> { ["GRATIS_POSTGRES"] = "postgres://u:hidden-word@127.0.0.1:1/books" } };

        var told = await TestGateway.RefusesToStartAsync(Yaml, setup);

        told.ShouldContain("postgres://127.0.0.1:1/books: the database cannot be reached");
        told.ShouldNotContain("hidden-word");
    }

    private static Task<Reply> ChatAsync(TestGateway gateway, string key, string model = "one/m") => gateway.ChatAsync(model, ("Authorization", "Bearer " + key));

    private static Task ServedSoonAsync(TestGateway gateway, string key) => Soon.ShouldBeAsync(async () => (await ChatAsync(gateway, key, "two/n")).Status == 200);

    private static bool IsOfM(UpstreamCall call) => call.Text.Contains("\"m\"", StringComparison.Ordinal);

    private static async Task<JsonElement> ConfigAsync(TestGateway gateway) => (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed().Json;
}
