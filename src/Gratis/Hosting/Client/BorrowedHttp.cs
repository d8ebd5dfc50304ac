namespace Gratis.Hosting.Client;

/// <summary>A client or handler of the embedding program's own: lent to every provider, disposed by none.</summary>
internal sealed class BorrowedHttp
{
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _send;

    // A client would otherwise read an answer to its end before it hands it over, streams too.
    public BorrowedHttp(HttpClient client) =>
        _send = (request, cancel) => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);

    public BorrowedHttp(HttpMessageHandler handler) => _send = new HttpMessageInvoker(handler, disposeHandler: false).SendAsync;

    /// <summary>A handler that may be disposed without any harm to what was lent.</summary>
    public HttpMessageHandler Lend() => new Handler(_send);

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => send(request, cancellationToken);
    }
}
