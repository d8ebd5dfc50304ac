using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Tests.Time;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Storage;

public sealed class BookingsBlobTests
{
    [Fact]
    public void Any_bookings_come_back() => Prop.ForAll(Properties.Seeds, static seed =>
    {
        Booking[] bookings = Some(new Random(seed), wild: seed % 3 == 0);
        BookingsBlob.Decode(BookingsBlob.Encode(bookings)).ShouldBe(bookings);
    }).Check(Properties.Config);

    [Fact]
    public void A_blob_with_one_wrong_bit_is_refused() => Prop.ForAll(Properties.Seeds, static seed =>
    {
        var random = new Random(seed);
        byte[] blob = BookingsBlob.Encode(Some(random, wild: false));
        blob[random.Next(blob.Length)] ^= (byte)(1 << random.Next(8));
        BookingsBlob.Decode(blob).ShouldBeNull();
    }).Check(Properties.Config);

    [Fact]
    public void A_blob_cut_anywhere_or_with_more_behind_it_is_refused()
    {
        byte[] blob = BookingsBlob.Encode(Some(new Random(7), wild: false));
        for (int length = 0; length < blob.Length; length++) BookingsBlob.Decode(blob.AsSpan(0, length)).ShouldBeNull();
        BookingsBlob.Decode([.. blob, 0]).ShouldBeNull();
    }

    [Fact]
    public void Two_dozen_bookings_of_a_day_take_less_than_ten_bytes_each()
    {
        Booking[] day = [.. Enumerable.Range(0, 24).Select(hour => new Booking(VirtualTime.Start.AddHours(hour).UtcTicks, 1000 + hour))];
        BookingsBlob.Encode(day).Length.ShouldBeLessThan(24 * 10);
    }

    [Fact]
    public void A_checksum_is_the_one_that_everybody_computes()
    {
        byte[] none = BookingsBlob.Encode([]);
        none.AsSpan(0, 2).ToArray().ShouldBe(new byte[] { 1, 0 });
        BinaryPrimitives.ReadUInt32LittleEndian(none.AsSpan(2)).ShouldBe(Crc32C([1, 0]));
    }

    private static Booking[] Some(Random random, bool wild)
    {
        var bookings = new Booking[random.Next(40)];
        long at = VirtualTime.Start.UtcTicks;
        for (int i = 0; i < bookings.Length; i++)
        {
            at += random.NextInt64(TimeSpan.TicksPerMinute);
            bookings[i] = wild
                ? new Booking(random.NextInt64(long.MinValue, long.MaxValue), random.NextInt64(long.MinValue, long.MaxValue))
                : new Booking(at, random.Next(5000));
        }

        return bookings;
    }

    /// <summary>Bit by bit, by its polynomial.</summary>
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte one in bytes)
        {
            sum ^= one;
            for (int bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) * 0x82F63B78);
        }

        return ~sum;
    }
}
