using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Access;

/// <summary>
/// What a request has to show that changes something in the name of the owner's cookie. A browser sends the cookie along whoever made
/// it ask; the header is something that no page of another origin can add without being let, and its own words about its page are believed.
/// </summary>
internal static class CrossSite
{
    public const string Header = "X-Gratis-Console";

    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>True for requests that may change something.</summary>
    public static bool Changes(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    /// <summary>Why the cookie does not count for this request; null: it does.</summary>
    public static GatewayError? RefusalOf(HttpRequest request, AccessSnapshot access)
    {
        if (!Changes(request.Method))
            return null;
        if (request.Headers[Header] != "1")
            return GatewayError.Forbidden($"A change in the name of the console's session needs the header '{Header}: 1'. Programs send the admin token instead of a cookie.");

        var site = request.Headers[FetchSite].ToString();
        var origin = request.Headers.Origin.ToString();
        return (site.Length == 0 || site == "same-origin") && (origin.Length == 0 || OriginGuard.IsOwnOrigin(origin, request, access))
            ? null
            : GatewayError.Forbidden("Only the console's own pages may change anything in the name of its session, and this request comes from a page of another origin.");
    }
}
