using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

/// <summary>The console asks models as its owner, without a client key.</summary>
public sealed class PlaygroundTests : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: laptop, key: laptop-key, models: [ one/n ] } ] }
            providers: { one: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: m }, { id: n } ] } }
            """);
        _upstream.Otherwise = Answers.Chat("fine");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_signed_in_asks_any_model_and_it_is_booked_under_console()
    {
        var browser = await Browser.SignedInAsync(_gateway);

        (await browser.SendAsync(HttpMethod.Post, Ask.Path, Ask.Of("one/m"))).ShouldBeServed();
        (await browser.GetAsync("/v1/models")).ShouldBeServed();

        var log = (await browser.GetAsync("/admin/api/requests")).ShouldBeServed().Json.GetProperty("requests");
        log.EnumerateArray().ShouldHaveSingleItem().GetProperty("client").GetString().ShouldBe("console");
        _upstream.Calls.ShouldHaveSingleItem().Headers.ContainsKey("Cookie").ShouldBeFalse("the cookie is ours alone");
    }

    [Fact]
    public async Task A_client_key_that_is_shown_counts_even_beside_the_cookie()
    {
        var browser = await Browser.SignedInAsync(_gateway);

        (await browser.BareAsync(HttpMethod.Post, Ask.Path, Ask.Of("one/m"), ("x-api-key", "laptop-key"))).ShouldBeError(403, "forbidden");
        (await browser.BareAsync(HttpMethod.Post, Ask.Path, Ask.Of("one/m"), Browser.Console, ("x-api-key", "wrong"))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task Who_signed_out_needs_a_key_again()
    {
        var browser = await Browser.SignedInAsync(_gateway);
        await browser.SendAsync(HttpMethod.Delete, Browser.SessionPath);

        (await browser.SendAsync(HttpMethod.Post, Ask.Path, Ask.Of("one/m"))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task Without_client_keys_an_old_cookie_bars_nobody_on_this_machine()
    {
        await _gateway.ReloadAsync($"auth: {{ admin_token: {Owner.Token} }}");

        (await _gateway.GetAsync("/v1/models", ("Cookie", "gratis_session=old"))).ShouldBeServed();
    }
}
