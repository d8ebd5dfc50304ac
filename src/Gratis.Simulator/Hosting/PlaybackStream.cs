using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Hosting;

/// <summary>Reads an answer as it is played; a read returns at most one write of the provider.</summary>
internal sealed class PlaybackStream(Playback playback) : Stream
{
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;

        while (_rest.IsEmpty)
        {
            var ended = playback.Ended;
            _rest = await playback.NextAsync(cancellationToken);
            if (ended && _rest.IsEmpty)
                return End();
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            playback.Dispose();
        base.Dispose(disposing);
    }

    private int End() => playback.Reply.Ending switch
    {
        Ending.Cut => throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
        Ending.BadFraming => throw new HttpIOException(HttpRequestError.InvalidResponse, "Received an invalid chunk header."),
        _ => 0,
    };
}
