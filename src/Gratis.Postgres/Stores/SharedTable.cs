using System.Data.Common;
using Gratis.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Gratis.Postgres.Stores;

/// <summary>
/// A table that all replicas write: gives what is in it, and then what the others changed, each change once.
/// <para>
/// Numbers of changes become visible out of order: a transaction may take one, linger, and commit after later ones were read. So it is
/// not asked for numbers above the last, nor for times with some overlap, which a slow transaction would outlast. A look notes the oldest
/// transaction that is still under way (`pg_snapshot_xmin`): whatever it does not see yet carries that transaction or a later one, and the
/// next look begins there. The few rows that are seen again that way are known by their numbers. One look at a time.
/// </para>
/// </summary>
/// <param name="database">Where it is.</param>
/// <param name="writer">Whose changes are no news.</param>
/// <param name="log">Who is told of rows that cannot be read.</param>
/// <param name="table">Its name, a constant.</param>
/// <param name="columns">Its columns, a constant; where the third is empty, the row only says that something is gone.</param>
/// <param name="last">How far was looked before; null: nowhere.</param>
internal sealed class SharedTable(PostgresDatabase database, Guid writer, ILogger log, string table, string columns, SharedTable.Look? last = null)
{
    /// <summary>What says that something is gone is kept for this long: whoever has heard nothing for longer has to load everything.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private const int TellingColumn = 2;

    private volatile Look _last = last ?? Look.None;

    /// <summary>What is known of the others' changes: before any look, all there is.</summary>
    public Look Last => _last;

    /// <summary>Everything that is there.</summary>
    public Task<IReadOnlyList<T>> LoadAsync<T>(Func<DbDataReader, T?> read, CancellationToken cancel)
        where T : class => ReadAsync(Look.None, Guid.Empty, row => IsGone(row) ? null : read(row), true, cancel);

    /// <summary>What others changed since it was last looked, in the order in which they did.</summary>
    public Task<IReadOnlyList<T>> ReadOthersAsync<T>(Func<DbDataReader, bool, T?> read, CancellationToken cancel)
        where T : class => ReadAsync(null, writer, row => read(row, IsGone(row)), false, cancel);

    /// <summary>Deletes what says for long enough that something is gone.</summary>
    public Task TidyAsync(NpgsqlConnection connection, string told, CancellationToken cancel) => Sql.RunAsync(
        connection,
        $"""
        DELETE FROM gratis.{table} WHERE seq IN (
          SELECT seq FROM gratis.{table} WHERE {told} IS NULL AND changed_at < clock_timestamp() - $1 FOR UPDATE SKIP LOCKED)
        """,
        [Remembered], cancel);

    private static bool IsGone(DbDataReader row) => row.IsDBNull(TellingColumn);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(Look? from, Guid but, Func<DbDataReader, T?> read, bool telling, CancellationToken cancel)
        where T : class
    {
        var pass = new Pass<T>(from ?? _last);
        await database.ReadAsync((connection, stop) => FillAsync(connection, but, pass, read, stop), cancel);
        if (pass.Horizon < pass.Since.Horizon)
        {
            // Another server took the place of ours and counts its transactions anew: what it did since cannot be told from what it did before.
            pass = new Pass<T>(Look.None);
            await database.ReadAsync((connection, stop) => FillAsync(connection, but, pass, read, stop), cancel);
        }

        if (telling && pass.Unreadable > 0)
            LearnedRows.CannotBeRead(log, database.Place, table, pass.Unreadable, pass.First);
        _last = new Look(pass.Horizon, pass.Open);
        return pass.Found;
    }

    private async Task<bool> FillAsync<T>(NpgsqlConnection connection, Guid but, Pass<T> pass, Func<DbDataReader, T?> read, CancellationToken cancel)
        where T : class
    {
        // One statement, so that the horizon is that of the rows; and one row at least, so that it is there.
        var text = $"""
            SELECT {columns}, seq, tx >= horizon, horizon
            FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon) AS look
            LEFT JOIN gratis.{table} ON tx >= $1 AND writer <> $2
            ORDER BY seq
            """;
        await using var query = Sql.Command(connection, text);
        query.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = pass.Since.Horizon, NpgsqlDbType = NpgsqlDbType.Xid8 });
        query.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = but });
        await using var rows = await query.ExecuteReaderAsync(cancel);
        var seq = rows.FieldCount - 3;
        while (await rows.ReadAsync(cancel))
        {
            pass.Horizon = rows.GetFieldValue<ulong>(seq + 2);
            if (!rows.IsDBNull(seq))
                pass.Take(rows, rows.GetInt64(seq), rows.GetBoolean(seq + 1), read);
        }

        return true;
    }

    /// <summary>How far was looked.</summary>
    /// <param name="Horizon">Every change of an earlier transaction was seen.</param>
    /// <param name="Open">Changes of later ones that were seen as well.</param>
    internal sealed record Look(ulong Horizon, long[] Open)
    {
        public static Look None { get; } = new(0, []);
    }

    private sealed class Pass<T>(Look since)
        where T : class
    {
        private readonly HashSet<long> _seen = [.. since.Open];
        private readonly List<long> _open = [];

        public Look Since => since;

        public List<T> Found { get; } = [];

        public long[] Open => [.. _open];

        public ulong Horizon { get; set; }

        public int Unreadable { get; private set; }

        public object? First { get; private set; }

        public void Take(DbDataReader row, long seq, bool isOpen, Func<DbDataReader, T?> read)
        {
            if (isOpen)
                _open.Add(seq);
            if (_seen.Contains(seq))
                return;
            if (read(row) is { } value)
                Found.Add(value);
            else if (!IsGone(row) && ++Unreadable == 1)
                First = row.GetValue(0);
        }
    }
}
