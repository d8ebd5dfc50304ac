using System.Net;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Access;

/// <summary>
/// Keeps web pages of others away: a name that an attacker's DNS points at this machine (rebinding) arrives with a foreign Host,
/// a page that posts here arrives with a foreign Origin.
/// </summary>
internal static class OriginGuard
{
    public static bool IsForeignHost(HostString host, AccessSnapshot access)
    {
        if (!access.IsLoopback && access.AllowedHosts.Count == 0)
            return false;
        if (!host.HasValue)
            return true;

        return !IsLoopbackName(host.Host) && !IsAllowed(access.AllowedHosts, host.Host);
    }

    public static bool IsForeignOrigin(string? origin, HttpRequest request, AccessSnapshot access)
    {
        if (string.IsNullOrEmpty(origin))
            return false;
        if (Contains(access.AllowedOrigins, origin))
            return false;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri))
            return true;

        var own = request.Host;
        return !uri.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase)
            || !uri.Host.Trim('[', ']').Equals(own.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
            || uri.Port != (own.Port ?? (request.IsHttps ? 443 : 80));
    }

    /// <summary>
    /// True for pages that come from here, and not merely from an origin that may call. Behind a proxy that ends TLS the scheme differs
    /// from ours: then the origin has to be listed, and its name has to be the one that was asked for.
    /// </summary>
    public static bool IsOwnOrigin(string origin, HttpRequest request, AccessSnapshot access) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase) || Contains(access.AllowedOrigins, origin))
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>*.example</c> stands for every name below <c>example</c>, but not for itself.</summary>
    private static bool IsAllowed(IReadOnlyList<string> allowed, string host)
    {
        for (var i = 0; i < allowed.Count; i++)
        {
            var name = allowed[i];
            if (name.StartsWith("*.", StringComparison.Ordinal)
                ? host.Length >= name.Length && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
                : name.Equals(host, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool Contains(IReadOnlyList<string> list, string value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].Equals(value, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
