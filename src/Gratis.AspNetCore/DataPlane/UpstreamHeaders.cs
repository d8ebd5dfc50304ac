using System.Collections.Frozen;
using Gratis.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>Which of an upstream's response headers reach the client.</summary>
internal static class UpstreamHeaders
{
    /// <summary>Hop-by-hop, or true only of the hop to the upstream: its framing, its cookies, its browser policies, its clock.</summary>
    private static readonly FrozenSet<string> Withheld = FrozenSet.ToFrozenSet(
        [
            "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding",
            "Upgrade", "Content-Length", "Content-Encoding", "Set-Cookie", "Set-Cookie2", "Alt-Svc", "Server", "Date", "Via", "Location",
            "Strict-Transport-Security", "Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy",
            "Report-To", "NEL", "Expect-CT", "WWW-Authenticate", "Retry-After", GatewayHeaders.FreeRouterModel,
        ],
        StringComparer.OrdinalIgnoreCase);

    public static void CopyTo(Answer answer, IHeaderDictionary target)
    {
        if (answer.Response is not { } response)
            return;

        foreach (var (name, values) in response.Headers.NonValidated)
        {
            Copy(name, values.ToString(), target);
        }

        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            Copy(name, values.ToString(), target);
        }
    }

    /// <summary>A value that is not plain text would make the server refuse the whole response: it stays behind.</summary>
    private static void Copy(string name, string value, IHeaderDictionary target)
    {
        if (!IsWithheld(name) && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            target[name] = value;
    }

    /// <summary>How the owner's account stands there is nothing that a client could go by: it has limits of its own.</summary>
    private static bool IsOfItsLimits(string name) =>
        name.Contains("ratelimit", StringComparison.OrdinalIgnoreCase) || name.Contains("rate-limit", StringComparison.OrdinalIgnoreCase);

    private static bool IsWithheld(string name) =>
        Withheld.Contains(name)
        || name.StartsWith("X-Gateway-", StringComparison.OrdinalIgnoreCase)
        || IsOfItsLimits(name)
        || name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase);
}
