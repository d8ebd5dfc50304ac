using System.Collections.Concurrent;
using System.Data.Common;
using Gratis.Health;
using Gratis.Storage;
using Gratis.Upstream.Verdicts;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Gratis.Postgres.Stores;

/// <summary>
/// Cooldowns and strikes of all replicas. What changed is a set of cells, read when it is written: a cell that changes a thousand times
/// in a moment is one row, and the set is never larger than the book.
/// </summary>
internal sealed class PostgresHealthStore : IHealthStore, IPostgresWrites
{
    private readonly PostgresLater _later;
    private readonly SharedTable _table;
    private readonly ConcurrentDictionary<HealthCell, bool> _changed = new();
    private readonly List<HealthCell> _taken = [];

    public PostgresHealthStore(PostgresLater later, ILogger<PostgresHealthStore> log)
    {
        _later = later;
        _table = new SharedTable(later.Database, later.Writer, log, "cooldowns", HealthRow.Columns);
        later.Add(this);
    }

    public void Changed(HealthCell cell)
    {
        if (_changed.TryAdd(cell, true))
            _later.Wake();
    }

    public async ValueTask<IReadOnlyList<HealthEntry>> Load(CancellationToken cancellation) =>
        [.. (await _table.LoadAsync(Read, cancellation)).Select(news => new HealthEntry(news.Reach, news.Key, news.Cooldown!))];

    /// <summary>What other replicas recorded or lifted since this or <see cref="Load"/> was last asked, oldest first.</summary>
    public Task<IReadOnlyList<HealthNews>> ReadOthersAsync(CancellationToken cancel) => _table.ReadOthersAsync(
        static (row, isLifted) => !isLifted ? Read(row) : Enum.TryParse(row.GetString(0), out Reach reach) ? new HealthNews(reach, row.GetString(1), null) : null,
        cancel);

    async Task IPostgresWrites.WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (_changed.IsEmpty)
            return;
        foreach (var each in _changed)
        {
            // Taken out before it is read: a change after this line puts the cell back in.
            _changed.TryRemove(each);
            _taken.Add(each.Key);
        }

        var last = _table.Last;
        var rows = _taken.Select(cell => (Reach: cell.Reach.ToString(), Key: Words.Of(cell.Key), Cooldown: cell.Current))
            .DistinctBy(row => (row.Reach, row.Key)).OrderBy(row => row.Reach, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
        await using var save = Sql.Command(connection, SaveSql,
            Column(row => row.Reach), Column(row => row.Key), Column(row => row.Cooldown?.Reason.ToString()),
            Column(row => row.Cooldown is { } cooldown ? HealthRow.Milliseconds(cooldown.Since) : (long?)null),
            Column(row => row.Cooldown is { } cooldown ? HealthRow.Milliseconds(cooldown.Until) : (long?)null),
            Column(row => row.Cooldown?.Source.ToString()), Column(row => (long?)row.Cooldown?.Strikes),
            Column(row => Words.OrNull(row.Cooldown?.Detail)), Column(row => Words.OrNull(row.Cooldown?.KeyFingerprint)), _later.Writer, last.Open);
        save.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = last.Horizon, NpgsqlDbType = NpgsqlDbType.Xid8 });
        await save.ExecuteNonQueryAsync(cancel);

        T[] Column<T>(Func<(string Reach, string Key, Cooldown? Cooldown), T> of) => [.. rows.Select(of)];
    }

    void IPostgresWrites.Written() => _taken.Clear();

    void IPostgresWrites.NotWritten()
    {
        foreach (var cell in _taken)
            _changed.TryAdd(cell, true);
        _taken.Clear();
    }

    Task IPostgresWrites.TidyAsync(NpgsqlConnection connection, CancellationToken cancel) => _table.TidyAsync(connection, "reason", cancel);

    private static HealthNews? Read(DbDataReader row) => HealthRow.Read(row) is { } entry ? new HealthNews(entry.Reach, entry.Key, entry.Cooldown) : null;

    // What another replica recorded and nobody here has heard of yet gives way only to what lasts longer: whoever lifts does not know what
    // they would lift. It is heard of at the next look.
    private const string SaveSql = $"""
        INSERT INTO gratis.cooldowns AS known ({HealthRow.Columns}, writer)
        SELECT each.*, $10 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS each
        ON CONFLICT (reach, key) DO UPDATE SET
          reason = excluded.reason, since = excluded.since, until = excluded.until, source = excluded.source,
          strikes = excluded.strikes, detail = excluded.detail, key_fingerprint = excluded.key_fingerprint, writer = excluded.writer
        WHERE (known.reason IS NOT NULL OR excluded.reason IS NOT NULL)
          AND (known.reason IS NULL OR known.writer = excluded.writer OR known.tx < $12 OR known.seq = ANY ($11) OR excluded.until >= known.until)
        """;
}

/// <summary>What another replica says of one thing.</summary>
/// <param name="Reach">What kind of thing.</param>
/// <param name="Key">Which one.</param>
/// <param name="Cooldown">What is recorded against it; null: it was lifted.</param>
internal sealed record HealthNews(Reach Reach, string Key, Cooldown? Cooldown);
