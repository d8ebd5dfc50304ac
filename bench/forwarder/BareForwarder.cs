using System.Net;
using Microsoft.Extensions.Primitives;

namespace Gratis.Forwarder;

/// <summary>
/// Passes a request on and its answer back, byte by byte: no routing, no books, no log. What a gateway needs beyond this is its own.
/// </summary>
internal sealed class BareForwarder(Uri upstream) : IDisposable
{
    private const int AnswerBufferBytes = 16 * 1024;

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    public async Task ForwardAsync(HttpContext context)
    {
        using var request = ToUpstream(context.Request);
        using var answer = await _invoker.SendAsync(request, context.RequestAborted);
        CopyHead(answer, context.Response);
        await CopyBodyAsync(answer.Content, context.Response.Body, context.RequestAborted);
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage ToUpstream(HttpRequest source)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Parse(source.Method), new Uri(upstream, source.Path.ToUriComponent() + source.QueryString.ToUriComponent()))
        {
            Content = HasBody(source) ? new RequestBody(source) : null,
        };
        foreach (var (name, values) in source.Headers)
        {
            if (IsHopByHop(name) || name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                continue;
            string?[] texts = values!;
            if (!request.Headers.TryAddWithoutValidation(name, texts))
                request.Content?.Headers.TryAddWithoutValidation(name, texts);
        }

        return request;
    }

    private static bool HasBody(HttpRequest source) => source.ContentLength > 0 || source.Headers.TransferEncoding.Count > 0;

    private static void CopyHead(HttpResponseMessage source, HttpResponse target)
    {
        target.StatusCode = (int)source.StatusCode;
        foreach (var (name, values) in source.Headers.NonValidated)
        {
            if (!IsHopByHop(name))
                target.Headers.Append(name, ToStringValues(values));
        }

        foreach (var (name, values) in source.Content.Headers.NonValidated)
            target.Headers.Append(name, ToStringValues(values));
    }

    private static StringValues ToStringValues(System.Net.Http.Headers.HeaderStringValues values) =>
        values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);

    private static async Task CopyBodyAsync(HttpContent source, Stream target, CancellationToken cancel)
    {
        await using var stream = await source.ReadAsStreamAsync(cancel);
        await CopyLoop.RunAsync(stream, target, AnswerBufferBytes, cancel);
    }

    private static bool IsHopByHop(string name) => name.Length switch
    {
        2 => name.Equals("TE", StringComparison.OrdinalIgnoreCase),
        7 => name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase) || name.Equals("Trailer", StringComparison.OrdinalIgnoreCase),
        10 => name.Equals("Connection", StringComparison.OrdinalIgnoreCase) || name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase),
        17 => name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
