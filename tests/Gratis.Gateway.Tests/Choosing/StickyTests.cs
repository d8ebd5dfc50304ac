using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Choosing;

/// <summary>Whether a conversation stays with its route, as clients see it: four providers that are worth the same.</summary>
public sealed class StickyTests : IAsyncLifetime
{
    private static readonly string[] Providers = ["one", "two", "three", "four"];

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task Every_turn_of_a_conversation_goes_to_the_same_route_and_conversations_differ()
    {
        var homes = new HashSet<string>();
        for (var talk = 0; talk < 12; talk++)
        {
            var home = await RouteAsync(Talk(talk, turns: 2));
            for (var turns = 3; turns <= 5; turns++) (await RouteAsync(Talk(talk, turns))).ShouldBe(home);
            homes.Add(home);
        }

        homes.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task It_is_the_same_route_after_a_restart()
    {
        var before = new List<string>();
        for (var talk = 0; talk < 6; talk++) before.Add(await RouteAsync(Talk(talk, 2)));
        await _gateway.RestartAsync();
        for (var talk = 0; talk < 6; talk++) (await RouteAsync(Talk(talk, 2))).ShouldBe(before[talk]);
    }

    [Fact]
    public async Task A_conversation_moves_on_when_its_route_fails_and_the_client_notices_nothing()
    {
        var home = await RouteAsync(Talk(1, 2));
        _upstream.Then(Answers.Error(429, "slow down", ("Retry-After", "60")));
        var reply = (await AskAsync(Talk(1, 3))).ShouldBeServed();
        reply["X-Gateway-Trail"].ShouldNotBeNull().ShouldStartWith(home + "=rate_limited,");
        var next = reply["X-Gateway-Route"];
        (await RouteAsync(Talk(1, 4))).ShouldBe(next);
        _gateway.Time.Skip(TimeSpan.FromSeconds(61));
        (await RouteAsync(Talk(1, 5))).ShouldBe(home);
    }

    [Fact]
    public async Task A_single_turn_stays_only_when_the_client_says_so()
    {
        (await RoutesAsync(0, turns: 1)).ShouldBe([await RouteAsync(Talk(0, 1))]);
        (await RoutesAsync(0, turns: 1, ("X-Gateway-Sticky", "true"))).Count.ShouldBeGreaterThan(1);
        (await RouteAsync(Talk(3, 1), ("X-Gateway-Sticky", "true"))).ShouldBe(await RouteAsync(Talk(3, 4)));
    }

    [Fact]
    public async Task A_client_or_its_key_may_say_that_nothing_is_to_stay()
    {
        var first = await RouteAsync(Talk(0, 1));
        (await RoutesAsync(0, turns: 3, ("X-Gateway-Sticky", "false"))).ShouldBe([first]);
        (await RoutesAsync(0, turns: 3, ("x-api-key", "rover-key"))).ShouldBe([first]);
        (await RoutesAsync(0, turns: 3, ("x-api-key", "rover-key"), ("X-Gateway-Sticky", "TRUE"))).Count.ShouldBeGreaterThan(1);
        (await RoutesAsync(0, turns: 1, ("x-api-key", "homer-key"))).Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task An_issued_key_says_it_as_one_of_the_config_does()
    {
        var (_, rover) = await _gateway.IssueAsync("""{ "name": "issued rover", "sticky": false }""");
        var (id, homer) = await _gateway.IssueAsync("""{ "name": "issued homer", "sticky": true }""");
        (await RoutesAsync(0, turns: 3, ("x-api-key", rover))).Count.ShouldBe(1);
        (await RoutesAsync(0, turns: 1, ("x-api-key", homer))).Count.ShouldBeGreaterThan(1);

        (await _gateway.OwnerAsync(HttpMethod.Put, $"/admin/api/client-keys/{id}", """{ "name": "issued homer" }""")).ShouldBeServed();
        (await RoutesAsync(0, turns: 1, ("x-api-key", homer))).Count.ShouldBe(1);
        (await RoutesAsync(0, turns: 3, ("x-api-key", homer))).Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    [InlineData("true, false")]
    public async Task Anything_else_is_refused(string said) =>
        (await AskAsync(Talk(0, 2), ("X-Gateway-Sticky", said))).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("X-Gateway-Sticky");

    [Fact]
    public async Task A_key_that_the_client_gave_holds_requests_together()
    {
        string Of(int words) => $$"""{"model":"auto","prompt_cache_key":"project-7","messages":[{"role":"user","content":"{{words}}"}]}""";
        var home = await RouteAsync(Of(0));
        for (var n = 1; n < 6; n++) (await RouteAsync(Of(n))).ShouldBe(home);
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        var providers = string.Concat(Providers.Select(id => $"\n  {id}: {{ base_url: \"{_upstream.BaseUrl}\", api_key: {id}-secret, free: all, models: [ {{ id: m }} ] }}"));
        _gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: plain, key: plain-key }, { name: rover, key: rover-key, sticky: false }, { name: homer, key: homer-key, sticky: true } ] }
            providers:{{providers}}
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    /// <summary>A request in the middle of a conversation.</summary>
    private static string Talk(int number, int turns) => $$"""{"model":"auto","messages":[{"role":"user","content":"talk {{number}}"}"""
        + string.Concat(Enumerable.Range(2, turns - 1).Select(turn => $$""",{"role":"assistant","content":"hello"},{"role":"user","content":"turn {{turn}}"}""")) + "]}";

    /// <summary>Where six conversations are: few enough for no trial of a new route among them.</summary>
    private async Task<HashSet<string>> RoutesAsync(int from, int turns, params (string, string)[] headers)
    {
        var routes = new HashSet<string>();
        for (var talk = from; talk < from + 6; talk++) routes.Add(await RouteAsync(Talk(talk, turns), headers));
        return routes;
    }

    private async Task<string> RouteAsync(string body, params (string, string)[] headers) => (await AskAsync(body, headers)).ShouldBeServed()["X-Gateway-Route"]!;

    private Task<Reply> AskAsync(string body, params (string Name, string Value)[] headers) =>
        _gateway.PostAsync(Ask.Path, body, headers.Any(h => h.Name == "x-api-key") ? headers : [.. headers, ("x-api-key", "plain-key")]);
}
