using System.Text;
using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

public sealed partial class RotationTests
{
    private const string Path = "/admin/api/admin-token/rotate";
    private const string NoToken = "discovery: { enabled: false }";

    [Fact]
    public async Task Another_token_is_shown_once_and_ends_every_session_but_the_one_that_asked()
    {
        await using var gateway = await TestGateway.StartAsync(NoToken);
        var old = Printed().Match(gateway.Terminal).Groups["token"].Value;
        var (one, other) = (await Browser.SignedInAsync(gateway, old), await Browser.SignedInAsync(gateway, old));
        var link = (await one.SendAsync(HttpMethod.Post, Browser.SessionPath + "/link")).ShouldBeServed().Json.GetProperty("token").GetString()!;

        var rotated = (await one.SendAsync(HttpMethod.Post, Path)).ShouldBeServed();

        var token = rotated.Json.GetProperty("token").GetString()!;
        rotated["Cache-Control"].ShouldBe("no-store");
        token.ShouldNotBe(old);
        (await one.IsSignedInAsync()).ShouldBeTrue();
        (await other.IsSignedInAsync()).ShouldBeFalse();
        await StillSoAsync();

        await gateway.RestartAsync();
        (await one.IsSignedInAsync()).ShouldBeTrue();
        (await other.IsSignedInAsync()).ShouldBeFalse();
        await StillSoAsync();
        gateway.Log.Text.ShouldNotContain(token);
        gateway.Terminal.ShouldNotContain(token);
        await gateway.StopAsync();
        foreach (var file in Directory.EnumerateFiles(gateway.DataFolder, "*", SearchOption.AllDirectories))
            (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)).ShouldBe(-1, file);

        async Task StillSoAsync()
        {
            (await gateway.GetAsync("/admin/api/config", ("Authorization", "Bearer " + old))).ShouldBeError(401, "invalid_api_key");
            (await new Browser(gateway).SignInAsync(link)).ShouldBeError(401, "invalid_api_key");
            (await gateway.GetAsync("/admin/api/config", ("Authorization", "Bearer " + token))).ShouldBeServed();
        }
    }

    [Fact]
    public async Task By_the_token_itself_no_session_is_left()
    {
        await using var gateway = await TestGateway.StartAsync(NoToken);
        var old = Printed().Match(gateway.Terminal).Groups["token"].Value;
        var browser = await Browser.SignedInAsync(gateway, old);

        (await gateway.PostAsync(Path, "", ("Authorization", "Bearer " + old))).ShouldBeServed();

        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_of_the_config_is_changed_there()
    {
        await using var gateway = await TestGateway.StartAsync($"auth: {{ admin_token: {Owner.Token} }}");
        var browser = await Browser.SignedInAsync(gateway);

        var refused = (await browser.SendAsync(HttpMethod.Post, Path)).ShouldBeError(409, "admin_token_is_configured");

        refused.ErrorMessage.ShouldContain("auth.admin_token");
        refused.ErrorMessage.ShouldContain("GRATIS_ADMIN_TOKEN");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed();
    }

    [Fact]
    public async Task A_token_of_the_environment_is_changed_there()
    {
        await using var gateway = await TestGateway.StartAsync(NoToken, new GatewaySetup { Environment = new Dictionary<string, string> { ["GRATIS_ADMIN_TOKEN"] = Owner.Token } });

        (await gateway.OwnerAsync(HttpMethod.Post, Path)).ShouldBeError(409, "admin_token_is_configured");
    }

    [GeneratedRegex(@"Admin token, shown this once: (?<token>\S{32,})")]
    private static partial Regex Printed();
}
