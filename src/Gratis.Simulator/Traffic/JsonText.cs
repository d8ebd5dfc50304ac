using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gratis.Simulator.Traffic;

/// <summary>The simulator's own way of writing JSON.</summary>
internal static class JsonText
{
    // Providers send UTF-8 as it is; escaping everything would hide whether a reader copes with split characters.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Options);
        write(writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
