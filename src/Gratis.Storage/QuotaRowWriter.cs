using Gratis.Quotas;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>Writes pools' books to their rows, by one prepared command for all of a transaction.</summary>
internal sealed class QuotaRowWriter : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _values;

    public QuotaRowWriter(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = Sql;
        _values = [.. QuotaRow.Columns.Split(", ").Select(column => _command.Parameters.Add("$" + column, SqliteType.Integer))];
        foreach (int text in (ReadOnlySpan<int>)[0, 7, 12, 13, 15]) _values[text].SqliteType = SqliteType.Text;
        _values[2].SqliteType = SqliteType.Blob;
        _values[9].SqliteType = SqliteType.Real;
    }

    /// <summary>Puts one pool's books in the place of what was there.</summary>
    public void Save(PoolRecord record)
    {
        SqliteParameter[] values = _values;
        values[0].Value = record.Key;
        values[1].Value = record.At.UtcTicks;
        values[2].Value = BookingsBlob.Encode(record.Bookings);
        values[3].Value = record.Held;
        values[4].Value = record.Slice;
        values[5].Value = record.Draw;
        values[6].Value = OrNull(record.Limit);
        values[7].Value = record.Evidence.Source.ToString();
        values[8].Value = OrNull(record.Evidence.At?.UtcTicks);
        values[9].Value = record.Evidence.Confidence;
        values[10].Value = OrNull(record.SpentUntil?.UtcTicks);
        values[11].Value = OrNull(record.LastWall?.UtcTicks);
        values[12].Value = (object?)record.LearnedClock?.Kind.ToString() ?? DBNull.Value;
        values[13].Value = (object?)record.LearnedClock?.Zone ?? DBNull.Value;
        values[14].Value = record.Used;
        values[15].Value = record.Period.Unit.ToString();
        values[16].Value = (long)record.Period.Count;
        values[17].Value = OrNull(record.WindowStart?.UtcTicks);
        _command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Dispose() => _command.Dispose();

    private static object OrNull(long? number) => number is { } known ? known : DBNull.Value;

    private const string Sql = $"""
        INSERT INTO quota_pools ({QuotaRow.Columns})
        VALUES ($key, $at, $bookings, $held, $slice, $draw, $believed, $source, $said_at, $confidence, $spent_until, $last_wall, $clock, $zone,
                $used, $period, $period_count, $window_start)
        ON CONFLICT (key) DO UPDATE SET
          at = excluded.at, bookings = excluded.bookings, held = excluded.held, slice = excluded.slice, draw = excluded.draw,
          believed = excluded.believed, source = excluded.source, said_at = excluded.said_at, confidence = excluded.confidence,
          spent_until = excluded.spent_until, last_wall = excluded.last_wall, clock = excluded.clock, zone = excluded.zone,
          used = excluded.used, period = excluded.period, period_count = excluded.period_count, window_start = excluded.window_start
        """;
}
