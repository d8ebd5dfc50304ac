using Gratis.Wire;

namespace Gratis.Upstream;

/// <summary>Reads a body to its end, but no further than somebody is willing to: what a few compressed bytes unfold to knows no bounds.</summary>
internal static class BoundedBody
{
    /// <summary>Reads all of it into an empty buffer; false when there is more than <paramref name="most"/>.</summary>
    public static async ValueTask<bool> TryReadAsync(Stream from, PooledBuffer into, int most, CancellationToken cancel)
    {
        while (into.Length <= most)
        {
            var room = into.Free();
            var read = await from.ReadAsync(room[..Math.Min(room.Length, most + 1 - into.Length)], cancel);
            if (read == 0)
                return true;
            into.Advance(read);
        }

        return false;
    }
}
