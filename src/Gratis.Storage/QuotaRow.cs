using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Stores;
using Microsoft.Data.Sqlite;
using static Gratis.Storage.RowValues;

namespace Gratis.Storage;

/// <summary>
/// Reads a pool's books from their row. Whatever is not understood to the last value makes the whole row unreadable, since half
/// of it would count too little.
/// </summary>
internal static class QuotaRow
{
    /// <summary>The columns, in the order in which rows are read and written.</summary>
    public const string Columns =
        "key, at, bookings, held, slice, draw, believed, source, said_at, confidence, spent_until, last_wall, clock, zone, used, period, period_count, window_start";

    // Beyond this a length of months would not fit into any time.
    private const long MostPeriods = 100_000;

    /// <summary>Whose row it is; null where not even that can be read.</summary>
    public static string? KeyOf(SqliteDataReader row) => row.GetValue(0) as string;

    /// <summary>The length of its window; null where that cannot be read.</summary>
    public static QuotaPeriod? PeriodOf(SqliteDataReader row) =>
        Word(row, 15, out PeriodUnit unit) && row.GetValue(16) is long count and >= 0 and <= MostPeriods && (count > 0 || unit == PeriodUnit.None)
            ? new QuotaPeriod(unit, (int)count)
            : null;

    /// <summary>The books; null where they cannot be read.</summary>
    public static PoolRecord? Read(SqliteDataReader row)
    {
        if (KeyOf(row) is not { } key || PeriodOf(row) is not { } period ||
            !Instant(row, 1, out DateTimeOffset? at) || at is null ||
            row.GetValue(2) is not byte[] blob || BookingsBlob.Decode(blob) is not { } bookings ||
            row.GetValue(3) is not long held || row.GetValue(4) is not long slice || row.GetValue(5) is not long draw ||
            !Number(row, 6, out long? believed) ||
            !Word(row, 7, out LimitSource source) || !Instant(row, 8, out DateTimeOffset? saidAt) || row.GetValue(9) is not double confidence ||
            !Instant(row, 10, out DateTimeOffset? spentUntil) || !Instant(row, 11, out DateTimeOffset? lastWall) ||
            !Clock(row, out QuotaClock? clock) ||
            row.GetValue(14) is not long used || !Instant(row, 17, out DateTimeOffset? windowStart))
            return null;

        return new PoolRecord
        {
            Key = key, At = at.Value, Bookings = bookings, Held = held, Slice = slice, Draw = draw,
            Limit = believed, Evidence = new LimitEvidence(source, saidAt, confidence),
            SpentUntil = spentUntil, LastWall = lastWall, LearnedClock = clock,
            Used = used, Period = period, WindowStart = windowStart,
        };
    }

    /// <summary>The curve's level in a row of (at, used, believed, window_start); null where it cannot be read.</summary>
    public static QuotaSample? ReadSample(SqliteDataReader row) =>
        Instant(row, 0, out DateTimeOffset? at) && at is not null && row.GetValue(1) is long used &&
        Number(row, 2, out long? believed) && Instant(row, 3, out DateTimeOffset? windowStart)
            ? new QuotaSample(at.Value, used, believed, windowStart)
            : null;

    /// <summary>Books that let nothing through until every window that may be running has passed.</summary>
    public static PoolRecord Spent(string key, QuotaPeriod period, DateTimeOffset now)
    {
        // A calendar day is an hour longer when summer time ends.
        TimeSpan length = period.Length;
        if (length >= TimeSpan.FromDays(1) && length < TimeSpan.MaxValue) length += TimeSpan.FromHours(1);
        bool endless = length > DateTimeOffset.MaxValue - now;
        return new PoolRecord
        {
            Key = key, At = now, Bookings = [], Period = period,
            SpentUntil = endless ? DateTimeOffset.MaxValue : now + length,
        };
    }

    private static bool Clock(SqliteDataReader row, out QuotaClock? clock)
    {
        clock = null;
        if (row.IsDBNull(12)) return row.IsDBNull(13);
        if (!Word(row, 12, out ClockKind kind) || row.GetValue(13) is not string zone) return false;
        clock = new QuotaClock(kind, zone);
        return true;
    }
}
