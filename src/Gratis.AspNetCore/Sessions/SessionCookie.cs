using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Sessions;

/// <summary>The console's cookie: no script reads it, no other site's page makes the browser send it.</summary>
internal static class SessionCookie
{
    public const string Name = "gratis_session";

    /// <summary>The session's id; null where the request has none.</summary>
    public static string? Read(HttpRequest request) => request.Headers.Cookie.Count == 0 ? null : request.Cookies[Name];

    public static void Write(HttpContext context, string id) => context.Response.Cookies.Append(Name, id, Options(context.Request, ConsoleSession.Longest));

    public static void Remove(HttpContext context) => context.Response.Cookies.Append(Name, "", Options(context.Request, TimeSpan.Zero));

    private static CookieOptions Options(HttpRequest request, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Secure = ConsoleOrigin.IsSecure(request),
        MaxAge = age,
    };
}
