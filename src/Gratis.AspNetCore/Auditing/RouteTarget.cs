using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Auditing;

/// <summary>What a request is about where its endpoint says nothing: the ids in its path.</summary>
internal static class RouteTarget
{
    public static string? Of(HttpContext context) => context.Request.RouteValues.Count == 0
        ? null
        : string.Join(' ', context.Request.RouteValues.Keys.Select(name => PathIds.Read(context, name)));
}
