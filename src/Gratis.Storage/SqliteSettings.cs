using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>The owner's values. Always read from the file: a command line beside the running gateway may have changed them.</summary>
internal sealed class SqliteSettings(SqliteDatabase database) : ISettingsStore
{
    /// <inheritdoc />
    public ValueTask<Setting?> Find(string key, CancellationToken cancellation) => new(database.Read(connection =>
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT key, value, version, updated_at FROM settings WHERE key = $key";
        query.Parameters.AddWithValue("$key", key);
        using SqliteDataReader rows = query.ExecuteReader();
        return rows.Read() ? OwnedRows.Setting(rows) : null;
    }));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Setting>> FindAll(string prefix, CancellationToken cancellation) => new(database.Read(connection =>
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT key, value, version, updated_at FROM settings WHERE substr(key, 1, length($prefix)) = $prefix ORDER BY key";
        query.Parameters.AddWithValue("$prefix", prefix);
        using SqliteDataReader rows = query.ExecuteReader();
        var found = new List<Setting>();
        while (rows.Read()) found.Add(OwnedRows.Setting(rows));
        return (IReadOnlyList<Setting>)found;
    }));

    /// <inheritdoc />
    public ValueTask<Setting> Save(string key, string value, CancellationToken cancellation) =>
        new(database.Write(Durability.PowerCut, connection =>
        {
            using SqliteCommand save = connection.CreateCommand();
            save.CommandText = """
                INSERT INTO settings (key, value, version, updated_at) VALUES ($key, $value, 1, $now)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1, updated_at = excluded.updated_at
                RETURNING key, value, version, updated_at
                """;
            save.Parameters.AddWithValue("$key", key);
            save.Parameters.AddWithValue("$value", value);
            save.Parameters.AddWithValue("$now", database.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            using SqliteDataReader rows = save.ExecuteReader();
            rows.Read();
            return OwnedRows.Setting(rows);
        }));

    /// <inheritdoc />
    public ValueTask<bool> Add(string key, string value, CancellationToken cancellation) =>
        new(database.Write(Durability.PowerCut, connection =>
        {
            using SqliteCommand add = connection.CreateCommand();
            add.CommandText = "INSERT INTO settings (key, value, version, updated_at) VALUES ($key, $value, 1, $now) ON CONFLICT DO NOTHING";
            add.Parameters.AddWithValue("$key", key);
            add.Parameters.AddWithValue("$value", value);
            add.Parameters.AddWithValue("$now", database.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            return add.ExecuteNonQuery() > 0;
        }));

    /// <inheritdoc />
    public ValueTask<bool> Remove(string key, CancellationToken cancellation) =>
        new(database.Write(Durability.PowerCut, connection =>
        {
            using SqliteCommand remove = connection.CreateCommand();
            remove.CommandText = "DELETE FROM settings WHERE key = $key";
            remove.Parameters.AddWithValue("$key", key);
            return remove.ExecuteNonQuery() > 0;
        }));
}
