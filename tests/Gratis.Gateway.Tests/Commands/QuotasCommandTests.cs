using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Quotas;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis quotas</c> reads the books that a gateway has left.</summary>
public sealed class QuotasCommandTests
{
    [Fact]
    public async Task What_was_spent_and_what_is_left_is_what_the_gateway_says()
    {
        await using var world = await ListedWorld.StartAsync("limits: { rpd: 5 }");
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
        await world.Gateway.StopAsync();
        var calls = world.Upstream.Calls.Count;

        var run = (await world.RunAsync("quotas", "--json")).ShouldBeDone();

        var pool = Pools(run).Single(pool => pool.GetProperty("id").GetString() == "mine#1:rpd");
        (pool.GetProperty("used").GetInt64(), pool.GetProperty("limit").GetInt64(), pool.GetProperty("remaining").GetInt64()).ShouldBe((2, 5, 3));
        pool.GetProperty("source").GetString().ShouldBe("owner");
        pool.GetProperty("confidence").GetDouble().ShouldBe(1);
        pool.GetProperty("resets_at").GetDateTimeOffset().ShouldBeGreaterThan(world.Gateway.Time.GetUtcNow());
        run.Error.ShouldContain("as they were last written");
        world.Upstream.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Its_members_are_those_of_the_admin_api()
    {
        await using var world = await ListedWorld.StartAsync("limits: { rpd: 5, tpd: 1000 }", "auth: { admin_token: some-admin-token, client_keys: [ { name: laptop, key: some-client-key, rpm: 7 } ] }");
        var said = (await world.Gateway.GetAsync("/admin/api/quotas?all=true", ("Authorization", "Bearer some-admin-token"))).Json;
        await world.Gateway.StopAsync();

        var read = (await world.RunAsync("quotas", "--all", "--json")).ShouldBeDone().Json;

        Shape(read).ShouldBe(Shape(said));
        Pools(read).ShouldContain(pool => pool.GetProperty("client").GetString() == "laptop");
    }

    [Fact]
    public async Task Only_what_is_limited_is_shown_unless_all_is_asked_for_and_only_of_one_provider_where_one_is_named()
    {
        await using var world = await ListedWorld.StartAsync("limits: { rpd: 5 }", "spill: { enabled: true, monthly_budget_usd: 3 }");
        await world.Gateway.StopAsync();

        var some = Ids(await world.RunAsync("quotas", "--json"));
        var all = Ids(await world.RunAsync("quotas", "--all", "--json"));
        var mine = Ids(await world.RunAsync("quotas", "--provider", "mine", "--json"));

        some.ShouldContain(id => id!.StartsWith("budget:"));
        some.Count.ShouldBeLessThan(all.Count);
        mine.ShouldContain("mine#1:rpd");
        mine.ShouldNotContain(id => id!.StartsWith("budget:"));
        var unknown = await world.RunAsync("quotas", "--provider", "mien");
        unknown.Exit.ShouldBe(ExitCodes.Unknown);
        unknown.Error.ShouldContain("mine");
    }

    [Fact]
    public async Task A_screen_shows_a_gauge_the_countdown_and_who_says_so()
    {
        await using var world = await ListedWorld.StartAsync("limits: { rpd: 4 }");
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
        await world.Gateway.StopAsync();

        var line = (await world.RunAsync("quotas")).ShouldBeDone().Lines.Single(line => line.StartsWith("mine#1:rpd ", StringComparison.Ordinal));

        line.ShouldContain("██░░░░░░░░");
        line.ShouldMatch(@"\b1\s+4\s+3\s+in \d+");
        line.ShouldMatch(@"owner +1$");
    }

    [Fact]
    public async Task Without_a_database_it_says_so_and_shows_what_the_config_promises()
    {
        var folder = Directory.CreateTempSubdirectory("gratis-quotas-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "gratis.yaml"), """
                providers:
                  mine: { base_url: "http://127.0.0.1:9/v1", api_key: some-key, free: all, limits: { rpd: 9 }, models: [ { id: m } ] }
                """, TestContext.Current.CancellationToken);
            var data = Path.Combine(folder.FullName, "data");

            var run = (await CommandRun.RunAsync(new Terminal(folder.FullName), "quotas", "--json", "--data", data)).ShouldBeDone();

            Pools(run).Single().GetProperty("remaining").GetInt64().ShouldBe(9);
            run.Error.ShouldContain("There is no database");
            run.Error.ShouldNotContain("last written");
            Directory.Exists(data).ShouldBeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(30, "in 30 s (12:00)")]
    [InlineData(90, "in 1 min (12:01)")]
    [InlineData(3 * 3600 + 120, "in 3 h 2 min (15:02)")]
    [InlineData(26 * 3600, "in 1 d 2 h (2026-05-02 14:00)")]
    public void A_countdown_names_the_instant_on_the_owners_clock(int seconds, string expected)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("plus two", TimeSpan.FromHours(2), "plus two", "plus two");
        var now = new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

        QuotaWords.Resets(now.AddSeconds(seconds), now, zone).ShouldBe(expected);
    }

    private static IReadOnlyList<JsonElement> Pools(CommandRun run) => Pools(run.Json);

    private static IReadOnlyList<JsonElement> Pools(JsonElement json) => [.. json.GetProperty("pools").EnumerateArray()];

    private static IReadOnlyList<string?> Ids(CommandRun run) => [.. Pools(run.ShouldBeDone()).Select(pool => pool.GetProperty("id").GetString())];

    /// <summary>Every pool's id with the names of its members.</summary>
    private static IReadOnlyList<string> Shape(JsonElement json) =>
        [.. Pools(json).Select(pool => $"{pool.GetProperty("id").GetString()}: {string.Join(',', pool.EnumerateObject().Select(member => member.Name))}")];
}
