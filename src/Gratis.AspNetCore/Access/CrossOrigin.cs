using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gratis.AspNetCore.Access;

/// <summary>What the browser of a listed web origin has to be told, so that its page may read the answers.</summary>
internal static class CrossOrigin
{
    /// <summary>True when the request is the browser's question whether it may ask; then it is answered.</summary>
    public static bool Greet(HttpContext context, AccessSnapshot access)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !access.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return false;

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = "*";
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!HttpMethods.IsOptions(context.Request.Method) || !context.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod))
            return false;

        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE";
        headers.AccessControlAllowHeaders = context.Request.Headers[HeaderNames.AccessControlRequestHeaders];
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
