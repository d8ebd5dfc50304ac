using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Gateway.Tests.Sessions;

namespace Gratis.Gateway.Tests.Auditing;

public sealed class AuditTests : IAsyncLifetime
{
    private const string Path = "/admin/api/audit";
    private const string Favorites = "/admin/api/favorite-free-models";

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    private string Yaml => $$"""
        auth: { admin_token: {{Owner.Token}} }
        providers: { one: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: m }, { id: org/n } ] } }
        """;

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Yaml);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_change_says_who_made_it_from_where_to_what()
    {
        (await _gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/one/org%2Fn", """{"free":true,"capabilities":{"tools":null}}""")).ShouldBeServed();

        var entry = (await EntriesAsync()).ShouldHaveSingleItem();
        Text(entry, "who").ShouldBe("token");
        Text(entry, "remote").ShouldBe("127.0.0.1");
        Text(entry, "action").ShouldBe("change");
        Text(entry, "method").ShouldBe("PUT");
        Text(entry, "path").ShouldStartWith("/admin/api/routes/one/org");
        Text(entry, "target").ShouldBe("one/org/n");
        Text(entry, "detail").ShouldBe("free=true, capabilities.tools=null");
        entry.GetProperty("status").GetInt32().ShouldBe(200);
        entry.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.String);
        (_gateway.Time.GetUtcNow() - entry.GetProperty("at").GetDateTimeOffset()).TotalSeconds.ShouldBeInRange(0, 20);
    }

    [Fact]
    public async Task Changes_of_gateway_endpoints_and_of_long_answers_are_there_when_they_are_acknowledged()
    {
        (await _gateway.OwnerAsync(HttpMethod.Post, "/v1/gateway/models/one/org/n/disable")).ShouldBeServed();
        (await _gateway.OwnerAsync(HttpMethod.Put, "/v1/gateway/models", """["one/org/n"]""")).ShouldBeServed();
        var issued = await _gateway.IssueAsync("""{"name":"laptop"}""");
        (await _gateway.OwnerAsync(HttpMethod.Delete, "/admin/api/client-keys/" + issued.Id)).Status.ShouldBe(204);

        (await EntriesAsync()).Select(entry => (Text(entry, "method"), Text(entry, "target"), entry.GetProperty("status").GetInt32())).ShouldBe(
            [("DELETE", issued.Id, 204), ("POST", issued.Id, 201), ("PUT", null, 200), ("POST", "one/org/n", 200)]);
    }

    [Fact]
    public async Task Signing_in_and_out_and_being_turned_away_are_entries()
    {
        await new Browser(_gateway).SignInAsync("wrong");
        var browser = await Browser.SignedInAsync(_gateway, Browser.InvitedBy(_gateway));
        await Browser.SignedInAsync(_gateway);
        await browser.SendAsync(HttpMethod.Put, Favorites, "[]");
        await browser.SendAsync(HttpMethod.Delete, Browser.SessionPath);

        (await EntriesAsync()).Select(entry => (Text(entry, "action"), Text(entry, "who"), entry.GetProperty("status").GetInt32())).ShouldBe(
            [("sign_out", "session", 204), ("change", "session", 200), ("sign_in", "token", 200), ("sign_in", "link", 200), ("sign_in", "unknown", 401)]);
    }

    [Fact]
    public async Task What_changed_nothing_is_no_entry()
    {
        await _gateway.OwnerAsync(HttpMethod.Get, Favorites);
        (await _gateway.OwnerAsync(HttpMethod.Put, Favorites, "{}")).ShouldBeError(400, "invalid_request");
        (await _gateway.OwnerAsync(HttpMethod.Delete, "/admin/api/client-keys/none")).ShouldBeError(404, "not_found");
        (await _gateway.PostAsync("/v1/gateway/models/reset", "")).ShouldBeError(401, "invalid_api_key");
        await _gateway.PostAsync("/v1/gateway/explain", Ask.Of("auto"));

        (await EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_config_that_was_read_again_is_an_entry()
    {
        await _gateway.ReloadAsync(Yaml + "\nfavorite_free_models: [ one/m ]");

        var entry = (await EntriesAsync()).ShouldHaveSingleItem();
        (Text(entry, "action"), Text(entry, "who"), Text(entry, "detail")).ShouldBe(("reload", "file", "version 2"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gaps_whatever_is_added_meanwhile()
    {
        for (var i = 0; i < 5; i++)
            (await _gateway.OwnerAsync(HttpMethod.Put, Favorites, $"[{string.Join(',', Enumerable.Repeat("\"a\"", i))}]")).ShouldBeServed();

        var first = (await _gateway.OwnerAsync(HttpMethod.Get, Path + "?limit=2")).ShouldBeServed().Json;
        await _gateway.OwnerAsync(HttpMethod.Put, Favorites, "[]");
        var second = (await _gateway.OwnerAsync(HttpMethod.Get, $"{Path}?limit=2&before={Text(first, "next")}")).ShouldBeServed().Json;
        var last = (await _gateway.OwnerAsync(HttpMethod.Get, $"{Path}?limit=2&before={Text(second, "next")}")).ShouldBeServed().Json;

        JsonElement[] all = [.. Rows(first), .. Rows(second), .. Rows(last)];
        all.Select(entry => Text(entry, "detail")).ShouldBe(["[4]", "[3]", "[2]", "[1]", "[0]"]);
        last.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=x")]
    [InlineData("limit=")]
    [InlineData("before=x")]
    [InlineData("before=0")]
    [InlineData("before=-1")]
    public async Task A_wrong_page_is_named(string query) =>
        (await _gateway.OwnerAsync(HttpMethod.Get, $"{Path}?{query}")).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(query.Split('=')[0]);

    [Fact]
    public async Task Entries_outlive_the_process_and_only_the_owner_reads_them()
    {
        await _gateway.OwnerAsync(HttpMethod.Put, Favorites, "[]");
        await _gateway.RestartAsync();

        (await EntriesAsync()).Count.ShouldBe(1);
        (await _gateway.GetAsync(Path)).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task No_secret_is_in_it_nor_in_the_log()
    {
        var browser = await Browser.SignedInAsync(_gateway, Browser.InvitedBy(_gateway));
        await new Browser(_gateway).SignInAsync("planted-wrong-token");
        var key = (await _gateway.IssueAsync("""{"name":"laptop"}""")).Secret;
        var link = (await browser.SendAsync(HttpMethod.Post, Browser.SessionPath + "/link")).ShouldBeServed().Json.GetProperty("token").GetString()!;
        await browser.SendAsync(HttpMethod.Put, Favorites, """["planted-text-of-a-body"]""");
        await browser.SendAsync(HttpMethod.Put, "/v1/gateway/models?token=planted-query", "[]");

        var audit = (await browser.GetAsync(Path)).ShouldBeServed().Text;
        await _gateway.StopAsync();
        var database = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(System.IO.Path.Combine(_gateway.DataFolder, "gratis.db"), TestContext.Current.CancellationToken));
        string[] secrets = [Owner.Token, "planted-wrong-token", key, link, "planted-query", Browser.InvitedBy(_gateway), browser.Cookie!.Value.Item2.Split('=')[1]];

        secrets.Append("planted-text-of-a-body").Where(secret => audit.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
        secrets.Where(secret => _gateway.Log.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
        secrets.Where(secret => database.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private async Task<List<JsonElement>> EntriesAsync() => [.. Rows((await _gateway.OwnerAsync(HttpMethod.Get, Path)).ShouldBeServed().Json)];

    private static JsonElement.ArrayEnumerator Rows(JsonElement page) => page.GetProperty("data").EnumerateArray();

    private static string? Text(JsonElement entry, string member) => entry.GetProperty(member).GetString();
}
