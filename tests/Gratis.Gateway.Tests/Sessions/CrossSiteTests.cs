using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

/// <summary>What another site's page could make the owner's browser do, and what it cannot.</summary>
public sealed class CrossSiteTests : IAsyncLifetime
{
    private const string Path = "/admin/api/favorite-free-models";
    private const string Listed = "https://app.example";

    private TestGateway _gateway = null!;
    private Browser _browser = null!;

    private string Own => _gateway.Address.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}} }
            server: { allowed_origins: [ "{{Listed}}", "https://gateway.example" ], allowed_hosts: [ gateway.example ] }
            """);
        _browser = await Browser.SignedInAsync(_gateway);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("true")]
    public async Task A_change_by_the_cookie_needs_the_header_that_only_the_console_sends(string? value)
    {
        var headers = value is null ? [] : new[] { ("X-Gratis-Console", value) };

        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", headers)).ShouldBeError(403, "forbidden").ErrorMessage.ShouldContain("X-Gratis-Console");
        (await _browser.BareAsync(HttpMethod.Post, "/v1/gateway/models/reset", null, headers)).ShouldBeError(403, "forbidden");
        (await _browser.BareAsync(HttpMethod.Delete, Browser.SessionPath, null, headers)).ShouldBeError(403, "forbidden");
        (await _browser.BareAsync(HttpMethod.Post, Ask.Path, Ask.Of("auto"), headers)).ShouldBeError(403, "forbidden");
        (await _browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Reading_needs_no_header() =>
        (await _browser.GetAsync(Path)).ShouldBeServed();

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task A_browser_that_says_its_page_is_of_another_origin_is_believed(string site) =>
        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", Browser.Console, ("Sec-Fetch-Site", site))).ShouldBeError(403, "forbidden");

    [Fact]
    public async Task The_consoles_own_page_may()
    {
        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", Browser.Console, ("Sec-Fetch-Site", "same-origin"), ("Origin", Own))).ShouldBeServed();
        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", Browser.Console)).ShouldBeServed();
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_the_consoles_page_may_too() =>
        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", Browser.Console, ("Host", "gateway.example"), ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://gateway.example")))
        .ShouldBeServed();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData(Listed)]
    [InlineData("https://gateway.example")]
    [InlineData("http://localhost")]
    public async Task A_page_of_any_other_origin_may_not_act_by_the_cookie_even_where_it_may_call(string origin) =>
        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", Browser.Console, ("Origin", origin))).ShouldBeError(403, "forbidden");

    [Fact]
    public async Task A_page_that_may_call_is_never_let_to_send_the_cookie()
    {
        var asked = await _gateway.SendAsync(HttpMethod.Options, Path, null, ("Origin", Listed), ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "x-gratis-console"));

        asked.Status.ShouldBe(204);
        asked["Access-Control-Allow-Credentials"].ShouldBeNull();
    }

    [Fact]
    public async Task The_admin_token_needs_none_of_it() =>
        (await _gateway.OwnerAsync(HttpMethod.Put, Path, "[]")).ShouldBeServed();

    [Theory]
    [InlineData("evil.example")]
    [InlineData("app.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_was_rebound_to_this_machine_reaches_nothing_of_the_console(string host)
    {
        (await _browser.BareAsync(HttpMethod.Get, Browser.SessionPath, null, ("Host", host))).ShouldBeError(403, "forbidden");
        (await _browser.BareAsync(HttpMethod.Put, Path, "[]", Browser.Console, ("Host", host), ("Origin", "http://" + host), ("Sec-Fetch-Site", "same-origin")))
            .ShouldBeError(403, "forbidden");
        (await _gateway.PostAsync(Browser.SessionPath, $$"""{"token":"{{Owner.Token}}"}""", ("Host", host))).ShouldBeError(403, "forbidden");
        (await _gateway.GetAsync("/openapi.json", ("Host", host))).ShouldBeError(403, "forbidden");
    }

    [Fact]
    public async Task A_foreign_page_cannot_sign_in() =>
        (await _gateway.PostAsync(Browser.SessionPath, $$"""{"token":"{{Owner.Token}}"}""", ("Origin", "https://evil.example"))).ShouldBeError(403, "forbidden");
}
