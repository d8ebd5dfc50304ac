using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

public sealed class OneTimeLinkTests : IAsyncLifetime
{
    private const string LinkPath = "/admin/api/session/link";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync($"auth: {{ admin_token: {Owner.Token} }}");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_first_start_shows_a_link_on_the_terminal_and_never_in_the_log()
    {
        var token = Browser.InvitedBy(_gateway);

        _gateway.Terminal.ShouldContain($"{_gateway.Address.GetLeftPart(UriPartial.Authority)}/sign-in#token={token}");
        token.Length.ShouldBe(43, "256 bits");
        _gateway.Log.Text.ShouldNotContain(token);
        (await new Browser(_gateway).SignInAsync(token)).ShouldBeServed();
        _gateway.Log.Text.ShouldNotContain(token);
    }

    [Fact]
    public async Task A_link_signs_in_once()
    {
        var token = Browser.InvitedBy(_gateway);
        var browser = await Browser.SignedInAsync(_gateway, token);

        (await new Browser(_gateway).SignInAsync(token)).ShouldBeError(401, "invalid_api_key");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_who_come_with_one_link_at_once_one_is_let_in()
    {
        var token = Browser.InvitedBy(_gateway);

        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new Browser(_gateway).SignInAsync(token)));

        replies.Count(reply => reply.Status == 200).ShouldBe(1);
        replies.Count(reply => reply["Set-Cookie"] is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_ends_after_half_an_hour()
    {
        var token = Browser.InvitedBy(_gateway);
        _gateway.Time.Skip(TimeSpan.FromMinutes(29));
        var later = (await _gateway.OwnerAsync(HttpMethod.Post, LinkPath)).ShouldBeServed().Json.GetProperty("token").GetString()!;
        _gateway.Time.Skip(TimeSpan.FromMinutes(2));

        (await new Browser(_gateway).SignInAsync(token)).ShouldBeError(401, "invalid_api_key");
        (await new Browser(_gateway).SignInAsync(later)).ShouldBeServed();
    }

    [Fact]
    public async Task Until_somebody_has_signed_in_each_start_shows_another_link_and_then_none()
    {
        var first = Browser.InvitedBy(_gateway);
        await _gateway.RestartAsync();
        var second = Browser.InvitedBy(_gateway);

        second.ShouldNotBe(first);
        (await new Browser(_gateway).SignInAsync(first)).ShouldBeError(401, "invalid_api_key");
        var browser = await Browser.SignedInAsync(_gateway, second);
        (await browser.SendAsync(HttpMethod.Delete, Browser.SessionPath)).Status.ShouldBe(204);
        await _gateway.RestartAsync();

        Browser.InvitationsOf(_gateway).ShouldBe(2);
    }

    [Fact]
    public async Task The_owner_makes_a_link_for_another_device()
    {
        var browser = await Browser.SignedInAsync(_gateway);

        var made = (await browser.SendAsync(HttpMethod.Post, LinkPath)).ShouldBeServed().Json;

        var token = made.GetProperty("token").GetString()!;
        made.GetProperty("url").GetString().ShouldBe($"{_gateway.Address.GetLeftPart(UriPartial.Authority)}/sign-in#token={token}");
        (made.GetProperty("expires_at").GetDateTimeOffset() - _gateway.Time.GetUtcNow()).TotalMinutes.ShouldBeInRange(29, 30);
        (await new Browser(_gateway).SignInAsync(token)).ShouldBeServed();
        _gateway.Log.Text.ShouldNotContain(token);
    }

    [Fact]
    public async Task A_link_is_no_admin_token_and_nobody_else_can_make_one()
    {
        var token = Browser.InvitedBy(_gateway);

        (await _gateway.GetAsync("/admin/api/config", ("Authorization", "Bearer " + token))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.PostAsync(LinkPath, "")).ShouldBeError(401, "invalid_api_key");
        (await new Browser(_gateway).SignInAsync(token)).ShouldBeServed();
    }

    [Fact]
    public async Task One_link_too_many_ends_the_oldest()
    {
        var tokens = new List<string>();
        for (var i = 0; i < 17; i++)
            tokens.Add((await _gateway.OwnerAsync(HttpMethod.Post, LinkPath)).ShouldBeServed().Json.GetProperty("token").GetString()!);

        (await new Browser(_gateway).SignInAsync(tokens[0])).ShouldBeError(401, "invalid_api_key");
        (await new Browser(_gateway).SignInAsync(tokens[1])).ShouldBeServed();
    }

    [Fact]
    public async Task Another_admin_token_ends_the_links_of_the_one_before()
    {
        var token = Browser.InvitedBy(_gateway);

        await _gateway.ReloadAsync("auth: { admin_token: another-token }");

        (await new Browser(_gateway).SignInAsync(token)).ShouldBeError(401, "invalid_api_key");
    }
}
