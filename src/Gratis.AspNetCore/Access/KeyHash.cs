using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Gratis.AspNetCore.Access;

/// <summary>The SHA-256 of a key: what is kept and compared, so that neither memory nor timing gives the key away.</summary>
internal sealed class KeyHash
{
    private readonly byte[] _hash;

    private KeyHash(byte[] hash) => _hash = hash;

    public static KeyHash Of(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static KeyHash FromBytes(ReadOnlyMemory<byte> hash) => new(hash.ToArray());

    public static KeyHash FromHex(string hex) => new(Convert.FromHexString(hex));

    public string ToHex() => Convert.ToHexStringLower(_hash);

    public ReadOnlyMemory<byte> Bytes => _hash;

    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(_hash, hash);

    /// <summary>Hashes what a caller presents, without leaving a copy behind.</summary>
    public static void HashPresented(ReadOnlySpan<char> key, Span<byte> hash)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(key.Length));
        var length = Encoding.UTF8.GetBytes(key, rented);
        SHA256.HashData(rented.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }
}
