using System.Text;
using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

/// <summary>A browser with the console open: it keeps the cookie and says what browsers say.</summary>
internal sealed partial class Browser(TestGateway gateway)
{
    public const string SessionPath = "/admin/api/session";

    public static readonly (string, string) Console = ("X-Gratis-Console", "1");

    /// <summary>The cookie as it is sent back; null before signing in.</summary>
    public (string, string)? Cookie { get; private set; }

    public static async Task<Browser> SignedInAsync(TestGateway gateway, string token = Owner.Token)
    {
        var browser = new Browser(gateway);
        (await browser.SignInAsync(token)).ShouldBeServed();
        return browser;
    }

    /// <summary>The token of the link on the terminal, the last of those that were shown.</summary>
    public static string InvitedBy(TestGateway gateway) => Invitation().Matches(gateway.Terminal)[^1].Groups["token"].Value;

    public static int InvitationsOf(TestGateway gateway) => Invitation().Count(gateway.Terminal);

    public async Task<Reply> SignInAsync(string token, params (string, string)[] headers)
    {
        var reply = await gateway.PostAsync(SessionPath, $$"""{"token":"{{token}}"}""", headers);
        if (reply["Set-Cookie"] is { } set)
            Cookie = ("Cookie", set.Split(';')[0]);
        return reply;
    }

    public Task<Reply> GetAsync(string path) => gateway.GetAsync(path, Cookie!.Value);

    public Task<Reply> SendAsync(HttpMethod method, string path, string? json = null) => BareAsync(method, path, json, Console);

    /// <summary>With the cookie and these headers alone.</summary>
    public Task<Reply> BareAsync(HttpMethod method, string path, string? json, params (string, string)[] headers) =>
        gateway.SendAsync(method, path, json is null ? null : Encoding.UTF8.GetBytes(json), [Cookie!.Value, .. headers]);

    public async Task<bool> IsSignedInAsync() => (await GetAsync(SessionPath)).Status == 200;

    [GeneratedRegex(@"http://[^/\s]+/sign-in#token=(?<token>\S+)")]
    private static partial Regex Invitation();
}
