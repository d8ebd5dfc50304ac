using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Gratis.Quotas;

namespace Gratis.Storage;

/// <summary>
/// A pool's bookings in few bytes: a version, the count, then each instant as the distance from the one before and its amount,
/// and a checksum over it all. Whatever is not exactly that is refused: a count that was misread would be spent twice.
/// </summary>
internal static class BookingsBlob
{
    private const byte Version = 1;
    private const int LongestNumber = 10;
    private const int ChecksumLength = sizeof(uint);

    /// <summary>The bytes of some bookings.</summary>
    public static byte[] Encode(IReadOnlyList<Booking> bookings)
    {
        byte[] room = ArrayPool<byte>.Shared.Rent(1 + LongestNumber + 2 * LongestNumber * bookings.Count + ChecksumLength);
        room[0] = Version;
        int length = 1;
        length += Put(room.AsSpan(length), (ulong)bookings.Count);
        long before = 0;
        for (int i = 0; i < bookings.Count; i++)
        {
            Booking booking = bookings[i];
            length += Put(room.AsSpan(length), Fold(unchecked(booking.At - before)));
            length += Put(room.AsSpan(length), Fold(booking.Amount));
            before = booking.At;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(room.AsSpan(length), Checksum(room.AsSpan(0, length)));
        byte[] blob = room.AsSpan(0, length + ChecksumLength).ToArray();
        ArrayPool<byte>.Shared.Return(room);
        return blob;
    }

    /// <summary>The bookings of some bytes; null where these are not what <see cref="Encode"/> made.</summary>
    public static Booking[]? Decode(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 2 + ChecksumLength || blob[0] != Version) return null;
        ReadOnlySpan<byte> content = blob[..^ChecksumLength];
        if (BinaryPrimitives.ReadUInt32LittleEndian(blob[^ChecksumLength..]) != Checksum(content)) return null;

        ReadOnlySpan<byte> rest = content[1..];
        // Two bytes a booking at least: a count beyond that is a lie, and must not cost memory.
        if (!TryTake(ref rest, out ulong count) || count > (ulong)rest.Length / 2) return null;
        var bookings = new Booking[count];
        long at = 0;
        for (int i = 0; i < bookings.Length; i++)
        {
            if (!TryTake(ref rest, out ulong distance) || !TryTake(ref rest, out ulong amount)) return null;
            at = unchecked(at + Unfold(distance));
            bookings[i] = new Booking(at, Unfold(amount));
        }

        return rest.IsEmpty ? bookings : null;
    }

    private static int Put(Span<byte> room, ulong number)
    {
        int length = 0;
        for (; number > 0x7F; number >>= 7) room[length++] = (byte)(number | 0x80);
        room[length++] = (byte)number;
        return length;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> bytes, out ulong number)
    {
        number = 0;
        for (int i = 0; i < LongestNumber && i < bytes.Length; i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] > 0x7F) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }

    /// <summary>Small numbers of either sign become small ones without.</summary>
    private static ulong Fold(long number) => (ulong)((number << 1) ^ (number >> 63));

    private static long Unfold(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte one in bytes) sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }
}
