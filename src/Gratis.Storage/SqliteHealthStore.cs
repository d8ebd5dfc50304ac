using System.Collections.Concurrent;
using Gratis.Health;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>
/// Cooldowns and strikes. What changed is a set of cells, read when it is written: a cell that changes a thousand times
/// in a moment is one row, and the set is never larger than the book.
/// </summary>
internal sealed class SqliteHealthStore : IHealthStore, IPendingWrites
{
    private readonly SqliteDatabase _database;
    private readonly ConcurrentDictionary<HealthCell, bool> _changed = new();
    private readonly List<HealthCell> _taken = [];

    public SqliteHealthStore(SqliteDatabase database)
    {
        _database = database;
        database.Later.Add(this);
    }

    /// <inheritdoc />
    public void Changed(HealthCell cell)
    {
        if (_changed.TryAdd(cell, true)) _database.Later.Wake();
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<HealthEntry>> Load(CancellationToken cancellation) => new(_database.Read(ReadAll));

    /// <inheritdoc />
    void IPendingWrites.Write(SqliteConnection connection)
    {
        if (_changed.IsEmpty) return;
        using SqliteCommand save = SaveCommand(connection);
        using SqliteCommand forget = ForgetCommand(connection);
        foreach (KeyValuePair<HealthCell, bool> each in _changed)
        {
            // Taken out before it is read: a change after this line puts the cell back in.
            _changed.TryRemove(each);
            HealthCell cell = each.Key;
            _taken.Add(cell);
            if (cell.Current is { } cooldown) Save(save, cell, cooldown);
            else Forget(forget, cell);
        }
    }

    /// <inheritdoc />
    void IPendingWrites.Written() => _taken.Clear();

    /// <inheritdoc />
    void IPendingWrites.NotWritten()
    {
        foreach (HealthCell cell in _taken) _changed.TryAdd(cell, true);
        _taken.Clear();
    }

    private static SqliteCommand SaveCommand(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO cooldowns (reach, key, reason, since, until, source, strikes, detail, key_fingerprint)
            VALUES ($reach, $key, $reason, $since, $until, $source, $strikes, $detail, $fingerprint)
            ON CONFLICT (reach, key) DO UPDATE SET
              reason = excluded.reason, since = excluded.since, until = excluded.until, source = excluded.source,
              strikes = excluded.strikes, detail = excluded.detail, key_fingerprint = excluded.key_fingerprint
            """;
        foreach (string name in (ReadOnlySpan<string>)["$reach", "$key", "$reason", "$source", "$detail", "$fingerprint"])
            command.Parameters.Add(name, SqliteType.Text);
        foreach (string name in (ReadOnlySpan<string>)["$since", "$until", "$strikes"])
            command.Parameters.Add(name, SqliteType.Integer);
        return command;
    }

    private static SqliteCommand ForgetCommand(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM cooldowns WHERE reach = $reach AND key = $key";
        command.Parameters.Add("$reach", SqliteType.Text);
        command.Parameters.Add("$key", SqliteType.Text);
        return command;
    }

    private static void Save(SqliteCommand command, HealthCell cell, Cooldown cooldown)
    {
        SqliteParameterCollection values = command.Parameters;
        values["$reach"].Value = cell.Reach.ToString();
        values["$key"].Value = cell.Key;
        values["$reason"].Value = cooldown.Reason.ToString();
        values["$since"].Value = HealthRow.Milliseconds(cooldown.Since);
        values["$until"].Value = HealthRow.Milliseconds(cooldown.Until);
        values["$source"].Value = cooldown.Source.ToString();
        values["$strikes"].Value = cooldown.Strikes;
        values["$detail"].Value = (object?)cooldown.Detail ?? DBNull.Value;
        values["$fingerprint"].Value = (object?)cooldown.KeyFingerprint ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static void Forget(SqliteCommand command, HealthCell cell)
    {
        command.Parameters["$reach"].Value = cell.Reach.ToString();
        command.Parameters["$key"].Value = cell.Key;
        command.ExecuteNonQuery();
    }

    private static List<HealthEntry> ReadAll(SqliteConnection connection)
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT reach, key, reason, since, until, source, strikes, detail, key_fingerprint FROM cooldowns ORDER BY reach, key";
        using SqliteDataReader rows = query.ExecuteReader();
        var entries = new List<HealthEntry>();
        while (rows.Read())
        {
            if (HealthRow.Read(rows) is { } entry) entries.Add(entry);
        }

        return entries;
    }
}
