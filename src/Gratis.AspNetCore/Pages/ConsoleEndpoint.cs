using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gratis.AspNetCore.Pages;

/// <summary>Answers with one file of the console. It holds nothing of the owner's, so anyone may have it; what it shows needs a session.</summary>
internal sealed class ConsoleEndpoint(ConsoleFile file)
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var coded = file.Choose(request.GetTypedHeaders().AcceptEncoding);
        Describe(response, coded);
        if (request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(tag => tag == EntityTagHeaderValue.Any || tag.Compare(coded.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await using var content = coded.Open();
        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        if (coded.Coding is not null)
            response.Headers.ContentEncoding = coded.Coding;
        if (!HttpMethods.IsHead(request.Method))
            await content.CopyToAsync(response.Body, context.RequestAborted);
    }

    private void Describe(HttpResponse response, CodedFile coded)
    {
        var headers = response.Headers;
        headers.ETag = coded.Tag.ToString();
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        // A page names the files of its own version: one that is kept would ask a newer gateway for files that are gone.
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : file.ContentType.StartsWith("text/html", StringComparison.Ordinal) ? "no-store" : "no-cache";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
