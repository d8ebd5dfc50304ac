using System.Net;

namespace Gratis.Forwarder;

/// <summary>
/// The client's body as the upstream's. <see cref="StreamContent"/> would pass it on in the server's 4 KB blocks; larger pieces
/// make fewer writes of a large body.
/// </summary>
internal sealed class RequestBody(HttpRequest source) : HttpContent
{
    private const int BufferBytes = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        CopyLoop.RunAsync(source.Body, stream, (int)Math.Min(BufferBytes, source.ContentLength ?? BufferBytes), cancellationToken);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = source.ContentLength ?? 0;
        return source.ContentLength is not null;
    }
}
