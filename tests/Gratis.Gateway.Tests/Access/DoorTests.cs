using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Access;

/// <summary>Who may reach the gateway at all: binds, names, origins.</summary>
public sealed class DoorTests : IClassFixture<DoorTests.Door>
{
    private readonly TestGateway _gateway;

    public DoorTests(Door door) => _gateway = door.Gateway;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("gateway.example")]
    [InlineData("192.0.2.1")]
    public async Task A_bind_that_others_can_reach_needs_client_keys(string host)
    {
        var said = await TestGateway.RefusesToStartAsync($"server: {{ host: \"{host}\" }}");

        said.ShouldContain(host);
        said.ShouldContain("auth.client_keys");
        said.ShouldContain("127.0.0.1");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8000")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("allowed.example.evil.example")]
    [InlineData("below.example")]
    public async Task A_name_that_was_rebound_to_this_machine_is_refused(string host) =>
        (await _gateway.GetAsync("/v1/models", ("Host", host))).ShouldBeError(403, "forbidden").ErrorMessage.ShouldContain("allowed_hosts");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1234")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8000")]
    [InlineData("[::1]:8000")]
    [InlineData("allowed.example")]
    [InlineData("Allowed.Example:443")]
    [InlineData("any.below.example")]
    public async Task Its_own_names_and_the_allowed_ones_are_served(string host) =>
        (await _gateway.GetAsync("/v1/models", ("Host", host))).ShouldBeServed();

    [Theory]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("https://app.example.evil.example")]
    [InlineData("http://app.example")]
    [InlineData("file://")]
    [InlineData("chrome-extension://abc")]
    [InlineData("not an origin")]
    public async Task A_page_of_somebody_else_may_not_call_it(string origin)
    {
        (await _gateway.ChatAsync("one/m", ("Origin", origin))).ShouldBeError(403, "forbidden").ErrorMessage.ShouldContain("allowed_origins");
        (await _gateway.GetAsync("/v1/models", ("Origin", origin))).ShouldBeError(403, "forbidden");
    }

    [Fact]
    public async Task A_page_of_its_own_may_call_it()
    {
        var own = _gateway.Address.GetLeftPart(UriPartial.Authority);

        (await _gateway.GetAsync("/v1/models", ("Origin", own))).ShouldBeServed();
        (await _gateway.GetAsync("/v1/models", ("Origin", own.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)))).ShouldBeError(403, "forbidden");
        (await _gateway.GetAsync("/v1/models", ("Origin", own.Replace("http:", "https:", StringComparison.Ordinal)))).ShouldBeError(403, "forbidden");
    }

    [Theory]
    [InlineData("https://app.example")]
    [InlineData("https://APP.example")]
    public async Task A_page_of_an_allowed_origin_may_call_it(string origin) =>
        (await _gateway.GetAsync("/v1/models", ("Origin", origin))).ShouldBeServed();

    [Fact]
    public async Task The_browser_of_an_allowed_origin_is_told_that_its_page_may_ask()
    {
        var asked = await _gateway.SendAsync(
            HttpMethod.Options,
            "/v1/chat/completions",
            null,
            ("Origin", "https://app.example"),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type"));

        asked.Status.ShouldBe(204);
        asked["Access-Control-Allow-Origin"].ShouldBe("https://app.example");
        asked["Access-Control-Allow-Headers"].ShouldBe("authorization,content-type");
        (await _gateway.GetAsync("/v1/models", ("Origin", "https://app.example")))["Access-Control-Allow-Origin"].ShouldBe("https://app.example");
    }

    [Fact]
    public async Task Even_what_does_not_exist_is_hidden_from_foreign_pages() =>
        (await _gateway.GetAsync("/nothing", ("Origin", "https://evil.example"))).ShouldBeError(403, "forbidden");

    public sealed class Door : IAsyncLifetime
    {
        internal TestGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await TestGateway.StartAsync("""
            server: { allowed_hosts: [ allowed.example, "*.below.example" ], allowed_origins: [ "https://app.example" ] }
            """);

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
