using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore;

/// <summary>Ids in paths: slashes come raw or as <c>%2F</c>, which the server leaves encoded.</summary>
internal static class PathIds
{
    public static string Read(HttpContext context, string name)
    {
        var raw = context.Request.RouteValues[name] as string ?? "";
        return raw.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
    }
}
