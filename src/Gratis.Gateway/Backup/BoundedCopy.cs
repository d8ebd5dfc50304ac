using System.Buffers;
using System.Security.Cryptography;

namespace Gratis.Gateway.Backup;

/// <summary>Copies no more than was announced, whatever an archive unpacks to.</summary>
internal static class BoundedCopy
{
    private const int BlockBytes = 131_072;

    /// <summary>How many bytes there were.</summary>
    /// <exception cref="BackupFault">There are more.</exception>
    public static async Task<long> CopyAsync(Stream from, Stream to, long most, CancellationToken cancel, IncrementalHash? hash = null)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long total = 0;
            while (await from.ReadAsync(block, cancel) is > 0 and var read)
            {
                total += read;
                if (total > most)
                    throw new BackupFault("The archive unpacks to more than it says it holds: it is damaged, or made to fill this disk. Nothing was changed.");
                hash?.AppendData(block, 0, read);
                await to.WriteAsync(block.AsMemory(0, read), cancel);
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
