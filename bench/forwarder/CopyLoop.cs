using System.Buffers;

namespace Gratis.Forwarder;

/// <summary>Copies one stream to another: what came is passed on before more is waited for.</summary>
internal static class CopyLoop
{
    public static async Task RunAsync(Stream source, Stream target, int bufferBytes, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bufferBytes);
        try
        {
            int read;
            // Kestrel's body stream sends with every write: an event leaves when it arrives, and a flush would find nothing to do.
            while ((read = await source.ReadAsync(buffer, cancel)) > 0)
                await target.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
