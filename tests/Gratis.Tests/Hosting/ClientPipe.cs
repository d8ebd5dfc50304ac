using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Gratis.Tests.Hosting;

/// <summary>The client's end of a stream: keeps what was flushed to it, and can be slow, gone or broken.</summary>
internal sealed class ClientPipe : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>What reached the client.</summary>
    public string Text => Encoding.UTF8.GetString(_bytes.WrittenSpan[..Flushed]);

    public int Flushed { get; private set; }

    /// <summary>What a flush does beside flushing: wait, throw, or say that nobody reads any more.</summary>
    public Func<ClientPipe, CancellationToken, ValueTask<FlushResult>>? OnFlush { get; init; }

    public override void Advance(int bytes) => _bytes.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flushed = _bytes.WrittenCount;
        return OnFlush?.Invoke(this, cancellationToken) ?? default;
    }

    public override void CancelPendingFlush() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
    }
}
