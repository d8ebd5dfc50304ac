namespace Gratis.Hosting.Client;

/// <summary>A client or handler of the embedding program's own: lent to every provider, disposed by none.</summary>
internal sealed class BorrowedHttp
{
    private readonly HttpMessageInvoker _lent;

    public BorrowedHttp(HttpClient client) => _lent = client;

    public BorrowedHttp(HttpMessageHandler handler) => _lent = new HttpMessageInvoker(handler, disposeHandler: false);

    /// <summary>A handler that may be disposed without any harm to what was lent.</summary>
    public HttpMessageHandler Lend() => new Handler(_lent);

    private sealed class Handler(HttpMessageInvoker lent) : HttpMessageHandler
    {
        // A client would otherwise read an answer to its end before it hands it over, streams too.
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            lent is HttpClient client
                ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                : lent.SendAsync(request, cancellationToken);
    }
}
