using System.Net;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Hosting;

/// <summary>A body that is played while it is read.</summary>
internal sealed class PlaybackContent(Playback playback) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new PlaybackStream(playback));

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => CreateContentReadStreamAsync();

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new PlaybackStream(playback);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var source = new PlaybackStream(playback);
        await source.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = playback.Reply.Length ?? 0;
        return playback.Reply.Length is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            playback.Dispose();
        base.Dispose(disposing);
    }
}
