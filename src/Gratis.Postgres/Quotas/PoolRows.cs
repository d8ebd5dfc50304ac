using System.Globalization;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Stores;
using Npgsql;
using NpgsqlTypes;

namespace Gratis.Postgres.Quotas;

/// <summary>Reads and writes the books of pools as rows. What is not understood to the last value is told, never skipped: half of it would count too little.</summary>
internal static class PoolRows
{
    private const string Columns =
        "key, place, at, bookings, held, slice, draw, believed, source, said_at, confidence, spent_until, last_wall, clock, zone, used, period, period_count, window_start, changed_at";

    /// <summary>Lets nobody else write these pools until the transaction ends.</summary>
    /// <param name="keys">In their order, so that two who lock some of the same never wait for one another.</param>
    public static async Task LockAsync(NpgsqlConnection connection, string[] keys, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO gratis.quota_pools (key) SELECT key FROM unnest($1) AS key ON CONFLICT DO NOTHING") { Parameters = { new() { Value = keys } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT 1 FROM gratis.quota_pools WHERE key = ANY ($1) ORDER BY key COLLATE \"C\" FOR UPDATE") { Parameters = { new() { Value = keys } } });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>What is written of some pools.</summary>
    public static Task<List<PoolRow>> ReadAsync(NpgsqlConnection connection, string place, string[] keys, CancellationToken cancel) =>
        ReadAsync(connection, place, "WHERE key = ANY ($1)", keys, cancel);

    /// <summary>What is written of all pools.</summary>
    public static Task<List<PoolRow>> ReadAllAsync(NpgsqlConnection connection, string place, CancellationToken cancel) => ReadAsync(connection, place, "", null, cancel);

    /// <summary>What was written since an instant of the server's.</summary>
    public static Task<List<PoolRow>> ReadSinceAsync(NpgsqlConnection connection, string place, DateTimeOffset since, CancellationToken cancel) =>
        ReadAsync(connection, place, "WHERE changed_at > $1", since, cancel);

    /// <summary>Puts the books of one replica in the place of what it had written.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, int place, IReadOnlyList<PoolRecord> records, CancellationToken cancel)
    {
        await using var save = new NpgsqlCommand(
            $"""
            INSERT INTO gratis.quota_books ({Columns})
            SELECT r.key, $1, r.at, r.bookings, r.held, r.slice, r.draw, r.believed, r.source, r.said_at, r.confidence, r.spent_until, r.last_wall, r.clock, r.zone,
                   r.used, r.period, r.period_count, r.window_start, clock_timestamp()
            FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
              AS r (key, at, bookings, held, slice, draw, believed, source, said_at, confidence, spent_until, last_wall, clock, zone, used, period, period_count, window_start)
            ON CONFLICT (key, place) DO UPDATE SET
              at = excluded.at, bookings = excluded.bookings, held = excluded.held, slice = excluded.slice, draw = excluded.draw, believed = excluded.believed,
              source = excluded.source, said_at = excluded.said_at, confidence = excluded.confidence, spent_until = excluded.spent_until,
              last_wall = excluded.last_wall, clock = excluded.clock, zone = excluded.zone, used = excluded.used, period = excluded.period,
              period_count = excluded.period_count, window_start = excluded.window_start, changed_at = excluded.changed_at
            """, connection);
        save.Parameters.Add(new() { Value = place });
        Add(NpgsqlDbType.Text, record => record.Key);
        Add(NpgsqlDbType.Bigint, record => record.At.UtcTicks);
        Add(NpgsqlDbType.Bytea, record => BookingsBlob.Encode(record.Bookings));
        Add(NpgsqlDbType.Bigint, record => record.Held);
        Add(NpgsqlDbType.Bigint, record => record.Slice);
        Add(NpgsqlDbType.Bigint, record => record.Draw);
        Add(NpgsqlDbType.Bigint, record => record.Limit);
        Add(NpgsqlDbType.Text, record => record.Evidence.Source.ToString());
        Add(NpgsqlDbType.Bigint, record => record.Evidence.At?.UtcTicks);
        Add(NpgsqlDbType.Double, record => record.Evidence.Confidence);
        Add(NpgsqlDbType.Bigint, record => record.SpentUntil?.UtcTicks);
        Add(NpgsqlDbType.Bigint, record => record.LastWall?.UtcTicks);
        Add(NpgsqlDbType.Text, record => record.LearnedClock?.Kind.ToString());
        Add(NpgsqlDbType.Text, record => record.LearnedClock?.Zone);
        Add(NpgsqlDbType.Bigint, record => record.Used);
        Add(NpgsqlDbType.Text, record => record.Period.Unit.ToString());
        Add(NpgsqlDbType.Integer, record => record.Period.Count);
        Add(NpgsqlDbType.Bigint, record => record.WindowStart?.UtcTicks);
        await save.ExecuteNonQueryAsync(cancel);

        void Add<T>(NpgsqlDbType type, Func<PoolRecord, T> read) =>
            save.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = records.Select(read).ToArray() });
    }

    private static async Task<List<PoolRow>> ReadAsync(NpgsqlConnection connection, string place, string where, object? value, CancellationToken cancel)
    {
#pragma warning disable CA2100 // Our own constants.
        await using var query = new NpgsqlCommand($"SELECT {Columns} FROM gratis.quota_books {where}", connection);
#pragma warning restore CA2100
        if (value is not null)
            query.Parameters.Add(new() { Value = value });
        await using var rows = await query.ExecuteReaderAsync(cancel);
        var read = new List<PoolRow>();
        while (await rows.ReadAsync(cancel))
            read.Add(new PoolRow(rows.GetInt32(1), Read(rows) ?? throw Damaged(place, rows.GetString(0), rows.GetInt32(1)), rows.GetFieldValue<DateTimeOffset>(19)));
        return read;
    }

    private static PoolRecord? Read(NpgsqlDataReader row)
    {
        if (BookingsBlob.Decode(row.GetFieldValue<byte[]>(3)) is not { } bookings
            || !Enum.TryParse<LimitSource>(row.GetString(8), out var source) || !Enum.TryParse<PeriodUnit>(row.GetString(16), out var unit))
            return null;
        QuotaClock? clock = null;
        if (!row.IsDBNull(13))
        {
            if (!Enum.TryParse<ClockKind>(row.GetString(13), out var kind) || row.IsDBNull(14))
                return null;
            clock = new QuotaClock(kind, row.GetString(14));
        }

        return new PoolRecord
        {
            Key = row.GetString(0), At = Instant(row, 2)!.Value, Bookings = bookings, Held = row.GetInt64(4), Slice = row.GetInt64(5), Draw = row.GetInt64(6),
            Limit = row.IsDBNull(7) ? null : row.GetInt64(7), Evidence = new LimitEvidence(source, Instant(row, 9), row.GetDouble(10)),
            SpentUntil = Instant(row, 11), LastWall = Instant(row, 12), LearnedClock = clock,
            Used = row.GetInt64(15), Period = new QuotaPeriod(unit, row.GetInt32(17)), WindowStart = Instant(row, 18),
        };
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);

    private static StorageException Damaged(string place, string key, int number) => new(
        StorageFault.Corrupt, place, string.Create(CultureInfo.InvariantCulture, $"row ('{key}', {number}) of table gratis.quota_books is damaged"),
        "Once that quota is surely whole again, delete the row; nothing was changed.");
}

/// <summary>The books of one pool as one replica wrote them.</summary>
/// <param name="Place">Whose.</param>
/// <param name="Record">The books.</param>
/// <param name="ChangedAt">When, by the server's clock.</param>
internal readonly record struct PoolRow(int Place, PoolRecord Record, DateTimeOffset ChangedAt);
