using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gratis.Wire;

namespace Gratis.Hosting.Client.Writing;

/// <summary>A request's JSON as it is written, on rented memory. Its owner disposes it once the request is sent.</summary>
internal sealed class RequestBody : IBufferWriter<byte>, IDisposable
{
    private const int FirstGuess = 4096;

    // A body for an API, which never lands in HTML: text stays as short as it is.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PooledBuffer _buffer = new(FirstGuess);

    public ReadOnlyMemory<byte> Written => _buffer.Written;

    public Utf8JsonWriter Begin() => new(this, Plain);

    public void Advance(int count) => _buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.Free(Math.Max(sizeHint, 1));

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => _buffer.Dispose();
}
