using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Configuration;

/// <summary>The owner changes the config over the API.</summary>
public sealed class ConfigEditTests : IAsyncLifetime
{
    private const string Path = "/admin/api/config";

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task A_change_is_in_force_at_once_and_says_where_it_came_from()
    {
        var shown = (await PatchAsync("""{"server":{"max_attempts":3},"spill":{"enabled":true,"monthly_budget_usd":2.5}}""")).ShouldBeServed().Json;

        shown.GetProperty("server").GetProperty("max_attempts").GetInt32().ShouldBe(3);
        shown.GetProperty("spill").GetProperty("monthly_budget_usd").GetDecimal().ShouldBe(2.5m);
        LayerOf(shown, "server.max_attempts").ShouldBe("api");
        LayerOf(shown, "server.max_wait_seconds").ShouldBe("default");
        (await GetAsync()).GetRawText().ShouldBe(shown.GetRawText());
    }

    [Fact]
    public async Task A_pool_made_over_the_API_serves_and_outlives_a_restart()
    {
        (await PatchAsync("""{"pools":{"team":{"strategy":"priority","targets":[{"model":"one/m","weight":2}]}}}""")).ShouldBeServed();
        (await _gateway.ChatAsync("team")).ShouldBeServed();

        await _gateway.RestartAsync();

        (await _gateway.ChatAsync("team")).ShouldBeServed();
        (await PatchAsync("""{"pools":{"team":null}}""")).ShouldBeServed();
        (await _gateway.ChatAsync("team")).ShouldBeError(404, "model_not_found");
    }

    [Fact]
    public async Task A_list_is_replaced_whole_and_the_rest_of_its_pool_stays()
    {
        (await PatchAsync("""{"pools":{"ours":{"targets":[{"model":"one/other"}]}}}""")).ShouldBeServed();

        var pool = (await GetAsync()).GetProperty("pools").GetProperty("ours");

        pool.GetProperty("strategy").GetString().ShouldBe("priority");
        pool.GetProperty("targets").EnumerateArray().Single().GetProperty("model").GetString().ShouldBe("one/other");
        (await _gateway.ChatAsync("ours")).ShouldBeServed()["X-Gateway-Route"].ShouldBe("one/other");
    }

    [Fact]
    public async Task It_wins_over_the_file_until_the_files_own_value_changes_and_is_forgotten_then()
    {
        (await PatchAsync("""{"server":{"max_attempts":3,"max_wait_seconds":7}}""")).ShouldBeServed();

        await _gateway.ReloadAsync(Config(maxAttempts: 4, more: "privacy: any\n"));
        await ShouldSayAsync(("server.max_attempts", "3", "api"), ("server.max_wait_seconds", "7", "api"));

        await _gateway.ReloadAsync(Config(maxAttempts: 5));
        await ShouldSayAsync(("server.max_attempts", "5", "file"), ("server.max_wait_seconds", "7", "api"));

        await _gateway.ReloadAsync(Config(maxAttempts: 4));
        await _gateway.RestartAsync();
        await ShouldSayAsync(("server.max_attempts", "4", "file"), ("server.max_wait_seconds", "7", "api"));
    }

    [Fact]
    public async Task Null_takes_a_change_back_and_the_file_counts_again()
    {
        (await PatchAsync("""{"server":{"max_attempts":3}}""")).ShouldBeServed();

        var shown = (await PatchAsync("""{"server":{"max_attempts":null}}""")).ShouldBeServed().Json;

        (shown.GetProperty("server").GetProperty("max_attempts").GetInt32(), LayerOf(shown, "server.max_attempts")).ShouldBe((4, "file"));
    }

    [Fact]
    public async Task What_the_file_says_is_not_removed_from_here()
    {
        var refused = (await PatchAsync("""{"pools":{"ours":null}}""")).ShouldBeError(409, "set_elsewhere");

        refused.ErrorMessage.ShouldContain("gratis.yaml:");
        (await _gateway.ChatAsync("ours")).ShouldBeServed();
    }

    [Fact]
    public async Task What_the_environment_says_is_not_changed_from_here()
    {
        var refused = (await PatchAsync("""{"server":{"cooldown_seconds":5}}""")).ShouldBeError(409, "set_elsewhere");

        refused.ErrorMessage.ShouldContain("COOLDOWN_SECONDS");
    }

    [Theory]
    [InlineData("""{"server":{"max_atempts":3}}""", "server.max_atempts is not a known key", "max_attempts")]
    [InlineData("""{"server":{"max_attempts":-1}}""", "server.max_attempts must be", "")]
    [InlineData("""{"server":{"max_attempts":"many"}}""", "server.max_attempts must be", "")]
    [InlineData("""{"server":3}""", "server must be an object", "")]
    [InlineData("""[]""", "object in the shape of the config", "")]
    [InlineData("""{"pools":{"bad":{"targets":[{"model":"nobody/m"}]}}}""", "pools.bad.targets[0].model points nowhere", "")]
    [InlineData("""{"storage":{"busy_timeout_ms":5}}""", "counts only at the start", "")]
    [InlineData("""{"server":{"port":9000}}""", "counts only at the start", "")]
    [InlineData("""{"auth":{"admin_token":"x"}}""", "auth.admin_token", "environment")]
    [InlineData("""{"auth":{"client_keys":[]}}""", "/admin/api/client-keys", "")]
    [InlineData("""{"providers":{"groq":{"api_key":"gsk_secret"}}}""", "/admin/api/accounts", "")]
    [InlineData("""{"favorite_free_models":["m"]}""", "/admin/api/favorite-free-models", "")]
    [InlineData("""{"providers":{"inner":{"base_url":"http://127.0.0.1:9/v1"}}}""", "local: true", "")]
    [InlineData("""{"providers":{"inner":{"base_url":"http://169.254.169.254/v1"}}}""", "local: true", "")]
    public async Task What_cannot_be_is_refused_whole_and_says_why(string patch, string why, string hint)
    {
        var before = await GetAsync();
        // What would do by itself is not done either.
        var both = patch.StartsWith('{') ? """{"routing":{"hedge":true},""" + patch[1..] : patch;

        var refused = (await PatchAsync(both)).ShouldBeError(400, "invalid_request");

        refused.ErrorMessage.ShouldContain(why);
        refused.ErrorMessage.ShouldContain(hint);
        refused.Text.ShouldNotContain("gsk_secret");
        (await GetAsync()).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task A_server_of_ones_own_is_added_with_local_true()
    {
        await using var own = await FakeUpstream.StartAsync();

        (await PatchAsync("""{"providers":{"shed":{"base_url":"URL","local":true,"models":[{"id":"tiny"}]}}}""".Replace("URL", own.BaseUrl, StringComparison.Ordinal))).ShouldBeServed();

        (await _gateway.ChatAsync("shed/tiny")).ShouldBeServed();
        own.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_no_longer_fits_the_file_is_left_out_at_the_next_start_and_that_is_told()
    {
        (await PatchAsync("""{"pools":{"team":{"targets":[{"model":"two/m"}]}},"server":{"max_wait_seconds":7}}""")).ShouldBeServed();

        await _gateway.RestartAsync(Config(maxAttempts: 4, two: false));

        _gateway.Log.Text.ShouldContain("pools.team.targets");
        await ShouldSayAsync(("server.max_wait_seconds", "7", "api"));
        (await _gateway.ChatAsync("one/m")).ShouldBeServed();
    }

    [Fact]
    public async Task The_schema_names_every_key()
    {
        var schema = (await _gateway.OwnerAsync(HttpMethod.Get, Path + "/schema")).ShouldBeServed().Json;

        var keys = schema.GetProperty("properties").EnumerateObject().Select(key => key.Name);
        keys.ShouldBe((await GetAsync()).EnumerateObject().Select(key => key.Name).Where(key => key != "sources"), ignoreOrder: true);
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Config(maxAttempts: 4), new GatewaySetup { Environment = new Dictionary<string, string> { ["COOLDOWN_SECONDS"] = "9" } });
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private string Config(int maxAttempts, string more = "", bool two = true) => string.Join('\n',
        $"auth: {{ admin_token: {Owner.Token} }}",
        $"server: {{ max_attempts: {maxAttempts} }}",
        "providers:",
        $"  one: {{ base_url: \"{_upstream.BaseUrl}\", api_key: k, free: all, models: [ {{ id: m }}, {{ id: other }} ] }}",
        two ? $"  two: {{ base_url: \"{_upstream.BaseUrl}\", api_key: k, free: all, models: [ {{ id: m }} ] }}" : "",
        "pools:",
        "  ours: { strategy: priority, targets: [ { model: one/m } ] }",
        more);

    private Task<Reply> PatchAsync(string json) => _gateway.OwnerAsync(HttpMethod.Patch, Path, json);

    private async Task<System.Text.Json.JsonElement> GetAsync() => (await _gateway.OwnerAsync(HttpMethod.Get, Path)).ShouldBeServed().Json;

    private async Task ShouldSayAsync(params (string Key, string Value, string Layer)[] expected)
    {
        var shown = await GetAsync();
        foreach (var (key, value, layer) in expected)
        {
            var found = key.Split('.').Aggregate(shown, (node, name) => node.GetProperty(name));
            (key, found.GetRawText(), LayerOf(shown, key)).ShouldBe((key, value, layer));
        }
    }

    private static string? LayerOf(System.Text.Json.JsonElement shown, string key) => shown.GetProperty("sources").GetProperty(key).GetProperty("layer").GetString();
}
