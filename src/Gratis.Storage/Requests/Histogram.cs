namespace Gratis.Storage.Requests;

/// <summary>
/// How many took how long, in buckets that each reach a fifth further than the one before: two of them are added by adding, and what is read
/// from them is off by a tenth at most.
/// </summary>
internal sealed class Histogram
{
    private const int Buckets = 96;
    private const double PerDoubling = 4;

    private readonly int[] _counts = new int[Buckets];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    public void Add(long milliseconds)
    {
        _counts[BucketOf(milliseconds)]++;
        Count++;
    }

    /// <summary>Adds what another one was encoded to; what cannot be read is not added.</summary>
    public void Add(ReadOnlySpan<byte> encoded)
    {
        while (TryNumber(ref encoded, out int bucket) && TryNumber(ref encoded, out int count) && bucket < Buckets)
        {
            _counts[bucket] += count;
            Count += count;
        }
    }

    /// <summary>The bucket and the count of each that is not empty.</summary>
    public byte[] Encode()
    {
        Span<byte> room = stackalloc byte[Buckets * 6];
        int length = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            if (_counts[bucket] == 0) continue;
            Put(room, ref length, bucket);
            Put(room, ref length, _counts[bucket]);
        }

        return room[..length].ToArray();
    }

    /// <summary>Milliseconds that half, and that 95 of 100, took at most; null where there are none.</summary>
    public (long P50, long P95)? Percentiles() => Count == 0 ? null : (At(0.50), At(0.95));

    private static int BucketOf(long milliseconds) =>
        milliseconds <= 1 ? 0 : Math.Min((int)(Math.Log2(milliseconds) * PerDoubling), Buckets - 1);

    private long At(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        int bucket = 0;
        for (long seen = _counts[0]; seen < rank && bucket < Buckets - 1;) seen += _counts[++bucket];
        return (long)Math.Round(Math.Pow(2, (bucket + (bucket == 0 ? 0 : 0.5)) / PerDoubling));
    }

    private static void Put(Span<byte> room, ref int length, int number)
    {
        for (; number >= 0x80; number >>= 7) room[length++] = (byte)(number | 0x80);
        room[length++] = (byte)number;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> encoded, out int number)
    {
        number = 0;
        for (int shift = 0; !encoded.IsEmpty && shift < 32; shift += 7)
        {
            byte next = encoded[0];
            encoded = encoded[1..];
            number |= (next & 0x7F) << shift;
            if (next < 0x80) return number >= 0;
        }

        return false;
    }
}
