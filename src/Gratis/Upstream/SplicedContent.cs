using System.Net;
using System.Net.Http.Headers;
using Gratis.Wire;

namespace Gratis.Upstream;

/// <summary>Is told when a request leaves.</summary>
internal interface ISendingObserver
{
    /// <summary>The first bytes are about to go out.</summary>
    void Sending();

    /// <summary>All of it has been handed over.</summary>
    void Sent();
}

/// <summary>The client's bytes with the few edits a route needs, as request content. Nothing is copied before the socket.</summary>
internal sealed class SplicedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly SplicedBody _body;
    private readonly ISendingObserver? _observer;

    public SplicedContent(SplicedBody body, ISendingObserver? observer = null)
    {
        _body = body;
        _observer = observer;
        Headers.ContentType = Json;
    }

    /// <summary>
    /// Ends when the last byte has been handed over, or cannot be any more. Over HTTP/2 an answer may come while the request is still
    /// being sent, and the bytes are the client's: they must not be given back before this ends.
    /// </summary>
    public Task Sending { get; private set; } = Task.CompletedTask;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Sending = SendAsync(stream, cancellationToken);

    private Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        _observer?.Sending();
        var writing = _body.WriteToAsync(stream, cancellationToken);
        if (!writing.IsCompletedSuccessfully)
            return TellAsync(writing);
        _observer?.Sent();
        return writing;
    }

    private async Task TellAsync(Task writing)
    {
        await writing;
        _observer?.Sent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
