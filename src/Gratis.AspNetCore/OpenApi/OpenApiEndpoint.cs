using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.OpenApi;

/// <summary>
/// <c>/openapi.json</c>: every endpoint, for people and machines. Open to anyone: it is the same for every gateway of this version and
/// tells nothing of its owner.
/// </summary>
internal sealed class OpenApiEndpoint
{
    public const string Path = "/openapi.json";

    private readonly Lazy<byte[]> _document = new(OpenApiDocument.Load);

    public async Task InvokeAsync(HttpContext context)
    {
        var document = _document.Value;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentLength = document.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }
}
