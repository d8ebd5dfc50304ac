using System.Net;
using System.Net.Http.Headers;

namespace Gratis.Tests.Hosting;

/// <summary>A body that comes step by step.</summary>
internal sealed class ScriptedStream(IReadOnlyList<Step> steps, TimeProvider time) : Stream
{
    private int _step;
    private int _sent;

    /// <summary>Waits during which the reader held memory for bytes that were not there.</summary>
    public int WaitsWithMemory { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        while (_step < steps.Count)
        {
            switch (steps[_step])
            {
                case Step.Send { Bytes: var bytes }:
                    if (buffer.IsEmpty && !bytes.IsEmpty) return 0;
                    var taken = Math.Min(buffer.Length, bytes.Length - _sent);
                    bytes.Slice(_sent, taken).CopyTo(buffer);
                    _sent += taken;
                    if (_sent == bytes.Length) Next();
                    if (taken > 0) return taken;
                    break;

                case Step.Pause { Length: var length }:
                    WaitsWithMemory += buffer.IsEmpty ? 0 : 1;
                    await Task.Delay(length, time, cancellationToken);
                    Next();
                    break;

                case Step.Break { Fault: var fault }:
                    throw fault;
            }
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing may block.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private void Next() => (_step, _sent) = (_step + 1, 0);
}

/// <summary>The content around a scripted stream.</summary>
internal sealed class ScriptedContent : HttpContent
{
    private readonly ScriptedStream _stream;

    public ScriptedContent(ScriptedStream stream, string contentType)
    {
        _stream = stream;
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException("The engine reads bodies itself.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _stream.Dispose();
        base.Dispose(disposing);
    }
}
