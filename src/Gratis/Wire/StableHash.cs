using System.Buffers.Binary;

namespace Gratis.Wire;

/// <summary>FNV-1a, over characters one by one, over bytes by words: the framework's own hashes differ in every process.</summary>
internal static class StableHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        return hash;
    }

    /// <summary>Goes on from <paramref name="seed"/>, so that several texts make one hash.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = Basis)
    {
        var hash = (seed ^ (ulong)bytes.Length) * Prime;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            // A product only carries upwards: without the shift the upper half of a word would never reach the lower half of the hash.
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Prime;
            hash ^= hash >> 32;
        }

        foreach (var one in bytes)
            hash = (hash ^ one) * Prime;
        return hash;
    }
}
