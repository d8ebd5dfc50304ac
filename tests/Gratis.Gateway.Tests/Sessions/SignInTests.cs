using System.Globalization;
using System.Text;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Yaml = $"auth: {{ admin_token: {Owner.Token} }}";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(Yaml);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_admin_token_signs_in_with_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        var reply = (await new Browser(_gateway).SignInAsync(Owner.Token)).ShouldBeServed();

        var cookie = reply["Set-Cookie"]!.Split("; ");
        cookie[0].ShouldStartWith("gratis_session=");
        cookie[0].Length.ShouldBe("gratis_session=".Length + 43, "256 bits");
        cookie.Skip(1).Select(part => part.ToLowerInvariant()).ShouldBe(["max-age=604800", "path=/", "samesite=strict", "httponly"], ignoreOrder: true);
        reply["Cache-Control"].ShouldBe("no-store");
        reply.Json.GetProperty("signed_in").GetBoolean().ShouldBeTrue();
        reply.Json.GetProperty("demo").GetBoolean().ShouldBeFalse();
        reply.Json.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        (reply.Json.GetProperty("expires_at").GetDateTimeOffset() - _gateway.Time.GetUtcNow()).TotalHours.ShouldBeInRange(11.9, 12);
    }

    [Theory]
    [InlineData("https://{0}", true)]
    [InlineData("http://{0}", false)]
    public async Task The_cookie_is_for_https_alone_where_the_page_came_by_https(string origin, bool isSecure)
    {
        var host = _gateway.Address.Authority;
        await _gateway.ReloadAsync($"{Yaml}\nserver: {{ allowed_origins: [ \"https://{host}\" ] }}");

        var reply = (await new Browser(_gateway).SignInAsync(Owner.Token, ("Origin", string.Format(CultureInfo.InvariantCulture, origin, host)))).ShouldBeServed();

        reply["Set-Cookie"]!.Contains("secure", StringComparison.OrdinalIgnoreCase).ShouldBe(isSecure);
    }

    [Fact]
    public async Task Who_is_signed_in_reads_and_changes_what_the_admin_token_may()
    {
        var browser = await Browser.SignedInAsync(_gateway);

        (await browser.GetAsync(Browser.SessionPath)).ShouldBeServed().Json.GetProperty("signed_in").GetBoolean().ShouldBeTrue();
        (await browser.GetAsync("/admin/api/config")).ShouldBeServed();
        (await browser.SendAsync(HttpMethod.Put, "/admin/api/favorite-free-models", """["a"]""")).ShouldBeServed();
        (await browser.SendAsync(HttpMethod.Post, "/v1/gateway/models/auto-rank")).ShouldBeServed();
    }

    [Fact]
    public async Task Without_a_cookie_or_with_one_that_nobody_was_given_nobody_is_signed_in()
    {
        (await _gateway.GetAsync(Browser.SessionPath)).ShouldBeError(401, "invalid_api_key");
        (await _gateway.GetAsync("/admin/api/config", ("Cookie", "gratis_session=" + new string('A', 43)))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.GetAsync("/admin/api/config", ("Cookie", "gratis_session="))).ShouldBeError(401, "invalid_api_key");
        (await _gateway.GetAsync("/admin/api/config", ("Cookie", "gratis_session=" + Owner.Token))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task A_wrong_token_beside_a_good_cookie_is_refused()
    {
        var browser = await Browser.SignedInAsync(_gateway);

        (await browser.BareAsync(HttpMethod.Get, "/admin/api/config", null, ("Authorization", "Bearer wrong"))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task The_admin_token_in_the_header_is_no_session()
    {
        var reply = (await _gateway.OwnerAsync(HttpMethod.Get, Browser.SessionPath)).ShouldBeServed();

        reply.Json.GetProperty("signed_in").GetBoolean().ShouldBeTrue();
        reply.Json.GetProperty("expires_at").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        reply["Set-Cookie"].ShouldBeNull();
        (await _gateway.OwnerAsync(HttpMethod.Delete, Browser.SessionPath)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Signing_out_ends_that_session_and_no_other()
    {
        var (one, other) = (await Browser.SignedInAsync(_gateway), await Browser.SignedInAsync(_gateway));

        var reply = await one.SendAsync(HttpMethod.Delete, Browser.SessionPath);

        reply.Status.ShouldBe(204);
        reply["Set-Cookie"]!.ShouldContain("max-age=0");
        (await one.IsSignedInAsync()).ShouldBeFalse();
        (await other.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("owner-toke")]
    [InlineData("owner-token2")]
    [InlineData("OWNER-TOKEN")]
    public async Task A_wrong_token_signs_nobody_in(string token)
    {
        var reply = (await new Browser(_gateway).SignInAsync(token)).ShouldBeError(401, "invalid_api_key");

        reply["Set-Cookie"].ShouldBeNull();
        reply.Text.ShouldNotContain(Owner.Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"token\":null}")]
    [InlineData("{\"token\":\"\"}")]
    [InlineData("{\"token\":1}")]
    [InlineData("{\"token\":\"a\",\"token\":\"b\"}")]
    [InlineData("{\"token\":\"\\ud800\"}")]
    public async Task A_body_without_a_token_is_told_what_is_wanted(string body) =>
        (await _gateway.PostAsync(Browser.SessionPath, body)).ShouldBeError(400, "invalid_request");

    [Fact]
    public async Task Sessions_outlive_the_process_and_are_kept_as_hashes_alone()
    {
        var browser = await Browser.SignedInAsync(_gateway);
        await _gateway.RestartAsync();

        (await browser.IsSignedInAsync()).ShouldBeTrue();
        await _gateway.StopAsync();
        var id = browser.Cookie!.Value.Item2.Split('=')[1];
        foreach (var file in Directory.EnumerateFiles(_gateway.DataFolder, "*", SearchOption.AllDirectories))
            (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(id)).ShouldBe(-1, file);
        _gateway.Log.Text.ShouldNotContain(id);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends_after_twelve_hours_and_its_use_keeps_it_for_seven_days_at_most()
    {
        var (idle, busy) = (await Browser.SignedInAsync(_gateway), await Browser.SignedInAsync(_gateway));
        for (var hours = 11; hours < 7 * 24; hours += 11)
        {
            _gateway.Time.Skip(TimeSpan.FromHours(11));
            (await busy.IsSignedInAsync()).ShouldBeTrue($"after {hours} h");
            if (hours == 11)
                continue;
            (await idle.IsSignedInAsync()).ShouldBeFalse();
        }

        _gateway.Time.Skip(TimeSpan.FromHours(4));
        (await busy.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Use_counts_after_a_restart_too()
    {
        var browser = await Browser.SignedInAsync(_gateway);
        _gateway.Time.Skip(TimeSpan.FromHours(11));
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        await _gateway.RestartAsync();
        _gateway.Time.Skip(TimeSpan.FromHours(11));

        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task One_browser_too_many_ends_the_session_that_was_not_used_for_longest()
    {
        var browsers = new List<Browser>();
        for (var i = 0; i < 33; i++)
        {
            browsers.Add(await Browser.SignedInAsync(_gateway));
            _gateway.Time.Skip(TimeSpan.FromSeconds(1));
        }

        (await browsers[0].IsSignedInAsync()).ShouldBeFalse();
        (await browsers[1].IsSignedInAsync()).ShouldBeTrue();
        (await browsers[^1].IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_admin_token_in_the_config_ends_every_session()
    {
        var browser = await Browser.SignedInAsync(_gateway);

        await _gateway.ReloadAsync("auth: { admin_token: another-token }");

        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }
}
