using System.Collections.Concurrent;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>The client keys that the gateway issued. The owner's changes are written at once; when a key was last used may wait.</summary>
internal sealed class SqliteClientKeys : IClientKeyStore, IPendingWrites
{
    private readonly SqliteDatabase _database;
    private readonly ConcurrentDictionary<string, long> _lastUsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);
    private readonly List<string> _taken = [];

    public SqliteClientKeys(SqliteDatabase database)
    {
        _database = database;
        database.Later.Add(this);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredClientKey>> List(CancellationToken cancellation) => new(_database.Read(connection =>
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = $"SELECT {ClientKeyRow.Columns} FROM client_keys ORDER BY created_at, id";
        using SqliteDataReader rows = query.ExecuteReader();
        var keys = new List<StoredClientKey>();
        while (rows.Read()) keys.Add(ClientKeyRow.Read(rows, _database.Path));
        return (IReadOnlyList<StoredClientKey>)keys;
    }));

    /// <inheritdoc />
    public ValueTask<bool> Add(StoredClientKey key, CancellationToken cancellation) => new(_database.Write(Durability.PowerCut, connection =>
    {
        using SqliteCommand add = connection.CreateCommand();
        add.CommandText = """
            INSERT INTO client_keys (id, name, hash, last4, rpm, rpd, tpm, tpd, concurrency, models, priority, max_wait_seconds, created_at, revoked_at, last_used_at,
              providers, avoid_providers, regions, avoid_regions, privacy, daily_budget, monthly_budget, sticky)
            VALUES ($id, $name, $hash, $last4, $rpm, $rpd, $tpm, $tpd, $concurrency, $models, $priority, $max_wait_seconds, $created_at, $revoked_at, $last_used_at,
              $providers, $avoid_providers, $regions, $avoid_regions, $privacy, $daily_budget, $monthly_budget, $sticky)
            ON CONFLICT DO NOTHING
            """;
        Set(add.Parameters, ClientKeyRow.WhatMayChange(key));
        Set(add.Parameters, ClientKeyRow.WhatStays(key));
        return add.ExecuteNonQuery() > 0;
    }));

    /// <inheritdoc />
    public ValueTask<bool> Update(StoredClientKey key, CancellationToken cancellation) => new(_database.Write(Durability.PowerCut, connection =>
    {
        using SqliteCommand update = connection.CreateCommand();
        update.CommandText = """
            UPDATE client_keys SET name = $name, rpm = $rpm, rpd = $rpd, tpm = $tpm, tpd = $tpd, concurrency = $concurrency,
              models = $models, priority = $priority, max_wait_seconds = $max_wait_seconds,
              providers = $providers, avoid_providers = $avoid_providers, regions = $regions, avoid_regions = $avoid_regions, privacy = $privacy,
              daily_budget = $daily_budget, monthly_budget = $monthly_budget, sticky = $sticky
            WHERE id = $id AND revoked_at IS NULL
            """;
        Set(update.Parameters, ClientKeyRow.WhatMayChange(key));
        return update.ExecuteNonQuery() > 0;
    }));

    /// <inheritdoc />
    public ValueTask<bool> Rotate(string id, ReadOnlyMemory<byte> hash, string last4, CancellationToken cancellation) =>
        new(_database.Write(Durability.PowerCut, connection =>
        {
            using SqliteCommand rotate = connection.CreateCommand();
            rotate.CommandText = "UPDATE client_keys SET hash = $hash, last4 = $last4 WHERE id = $id AND revoked_at IS NULL";
            rotate.Parameters.AddWithValue("$id", id);
            rotate.Parameters.AddWithValue("$hash", hash.ToArray());
            rotate.Parameters.AddWithValue("$last4", last4);
            return rotate.ExecuteNonQuery() > 0;
        }));

    /// <inheritdoc />
    public ValueTask<bool> Revoke(string id, CancellationToken cancellation) => new(_database.Write(Durability.PowerCut, connection =>
    {
        using SqliteCommand revoke = connection.CreateCommand();
        revoke.CommandText = "UPDATE client_keys SET revoked_at = $now WHERE id = $id AND revoked_at IS NULL";
        revoke.Parameters.AddWithValue("$id", id);
        revoke.Parameters.AddWithValue("$now", _database.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return revoke.ExecuteNonQuery() > 0;
    }));

    /// <inheritdoc />
    public void Used(string id)
    {
        long now = _database.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        long minute = now - now % (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
        if (_lastUsed.TryGetValue(id, out long known) && known == minute) return;
        _lastUsed[id] = minute;
        if (_used.TryAdd(id, true)) _database.Later.Wake();
    }

    /// <inheritdoc />
    void IPendingWrites.Write(SqliteConnection connection)
    {
        if (_used.IsEmpty) return;
        using SqliteCommand note = connection.CreateCommand();
        note.CommandText = "UPDATE client_keys SET last_used_at = $at WHERE id = $id";
        note.Parameters.Add("$at", SqliteType.Integer);
        note.Parameters.Add("$id", SqliteType.Text);
        foreach (KeyValuePair<string, bool> each in _used)
        {
            // Taken out before its minute is read: a use after this line puts the key back in.
            _used.TryRemove(each);
            _taken.Add(each.Key);
            note.Parameters["$at"].Value = _lastUsed[each.Key];
            note.Parameters["$id"].Value = each.Key;
            note.ExecuteNonQuery();
        }
    }

    /// <inheritdoc />
    void IPendingWrites.Written() => _taken.Clear();

    /// <inheritdoc />
    void IPendingWrites.NotWritten()
    {
        foreach (string id in _taken) _used.TryAdd(id, true);
        _taken.Clear();
    }

    private static void Set(SqliteParameterCollection values, IReadOnlyList<(string Column, object Value)> columns)
    {
        foreach (var (column, value) in columns) values.AddWithValue("$" + column, value);
    }
}
