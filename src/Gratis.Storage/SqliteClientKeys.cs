using System.Collections.Concurrent;
using System.Text.Json;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>The client keys that the gateway issued. The owner's changes are written at once; when a key was last used may wait.</summary>
internal sealed class SqliteClientKeys : IClientKeyStore, IPendingWrites
{
    // Money is kept in billionths of a US dollar.
    private const decimal PerDollar = 1_000_000_000;

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
        query.CommandText = """
            SELECT id, name, hash, last4, rpm, rpd, tpm, tpd, concurrency, models, priority, max_wait_seconds, created_at, revoked_at, last_used_at,
              providers, avoid_providers, regions, avoid_regions, privacy, daily_budget, monthly_budget, sticky
            FROM client_keys ORDER BY created_at, id
            """;
        using SqliteDataReader rows = query.ExecuteReader();
        var keys = new List<StoredClientKey>();
        while (rows.Read()) keys.Add(Row(rows));
        return (IReadOnlyList<StoredClientKey>)keys;
    }));

    /// <inheritdoc />
    public ValueTask<bool> Add(StoredClientKey key, CancellationToken cancellation) => new(_database.Write(Durability.PowerCut, connection =>
    {
        using SqliteCommand add = connection.CreateCommand();
        add.CommandText = """
            INSERT INTO client_keys (id, name, hash, last4, rpm, rpd, tpm, tpd, concurrency, models, priority, max_wait_seconds, created_at, revoked_at, last_used_at,
              providers, avoid_providers, regions, avoid_regions, privacy, daily_budget, monthly_budget, sticky)
            VALUES ($id, $name, $hash, $last4, $rpm, $rpd, $tpm, $tpd, $concurrency, $models, $priority, $wait, $created, $revoked, $used,
              $providers, $avoid_providers, $regions, $avoid_regions, $privacy, $daily, $monthly, $sticky)
            ON CONFLICT DO NOTHING
            """;
        SetWhatMayChange(add.Parameters, key);
        add.Parameters.AddWithValue("$hash", key.Hash.ToArray());
        add.Parameters.AddWithValue("$last4", key.Last4);
        add.Parameters.AddWithValue("$created", key.CreatedAt.ToUnixTimeMilliseconds());
        add.Parameters.AddWithValue("$revoked", OrNull(key.RevokedAt?.ToUnixTimeMilliseconds()));
        add.Parameters.AddWithValue("$used", OrNull(key.LastUsedAt?.ToUnixTimeMilliseconds()));
        return add.ExecuteNonQuery() > 0;
    }));

    /// <inheritdoc />
    public ValueTask<bool> Update(StoredClientKey key, CancellationToken cancellation) => new(_database.Write(Durability.PowerCut, connection =>
    {
        using SqliteCommand update = connection.CreateCommand();
        update.CommandText = """
            UPDATE client_keys SET name = $name, rpm = $rpm, rpd = $rpd, tpm = $tpm, tpd = $tpd, concurrency = $concurrency,
              models = $models, priority = $priority, max_wait_seconds = $wait,
              providers = $providers, avoid_providers = $avoid_providers, regions = $regions, avoid_regions = $avoid_regions, privacy = $privacy,
              daily_budget = $daily, monthly_budget = $monthly, sticky = $sticky
            WHERE id = $id AND revoked_at IS NULL
            """;
        SetWhatMayChange(update.Parameters, key);
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

    private static void SetWhatMayChange(SqliteParameterCollection values, StoredClientKey key)
    {
        values.AddWithValue("$id", key.Id);
        values.AddWithValue("$name", key.Name);
        values.AddWithValue("$rpm", OrNull(key.Limits.Rpm));
        values.AddWithValue("$rpd", OrNull(key.Limits.Rpd));
        values.AddWithValue("$tpm", OrNull(key.Limits.Tpm));
        values.AddWithValue("$tpd", OrNull(key.Limits.Tpd));
        values.AddWithValue("$concurrency", OrNull(key.Limits.Concurrency));
        values.AddWithValue("$models", JsonSerializer.Serialize(key.Models));
        values.AddWithValue("$providers", JsonSerializer.Serialize(key.Policy.Providers));
        values.AddWithValue("$avoid_providers", JsonSerializer.Serialize(key.Policy.AvoidProviders));
        values.AddWithValue("$regions", JsonSerializer.Serialize(key.Policy.Regions));
        values.AddWithValue("$avoid_regions", JsonSerializer.Serialize(key.Policy.AvoidRegions));
        values.AddWithValue("$privacy", key.Policy.NoTraining ? "no_training" : DBNull.Value);
        values.AddWithValue("$priority", (object?)key.Priority ?? DBNull.Value);
        values.AddWithValue("$wait", OrNull(key.MaxWaitSeconds));
        values.AddWithValue("$daily", OrNull((long?)(key.DailyBudgetUsd * PerDollar)));
        values.AddWithValue("$monthly", OrNull((long?)(key.MonthlyBudgetUsd * PerDollar)));
        values.AddWithValue("$sticky", OrNull(key.IsSticky is { } sticks ? sticks ? 1 : 0 : null));
    }

    private StoredClientKey Row(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Hash = (byte[])row.GetValue(2),
        Last4 = row.GetString(3),
        Limits = new ClientKeyLimits
        {
            Rpm = Number(row, 4), Rpd = Number(row, 5), Tpm = Number(row, 6), Tpd = Number(row, 7), Concurrency = Number(row, 8),
        },
        Models = Names(row, 9),
        Policy = new ClientKeyPolicy
        {
            Providers = Names(row, 15), AvoidProviders = Names(row, 16), Regions = Names(row, 17), AvoidRegions = Names(row, 18),

            // A word of another release is as strict as the strictest that is known here.
            NoTraining = !row.IsDBNull(19),
        },
        Priority = row.IsDBNull(10) ? null : row.GetString(10),
        MaxWaitSeconds = row.IsDBNull(11) ? null : row.GetInt32(11),
        DailyBudgetUsd = Number(row, 20) / PerDollar,
        MonthlyBudgetUsd = Number(row, 21) / PerDollar,
        IsSticky = Number(row, 22) is { } sticky ? sticky != 0 : null,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
        RevokedAt = Instant(row, 13),
        LastUsedAt = Instant(row, 14),
    };

    /// <summary>Never none for a list that cannot be read: that would allow everything.</summary>
    private string[] Names(SqliteDataReader row, int column)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(row.GetString(column)) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new StorageException(
                StorageFault.Corrupt, _database.Path, $"the {row.GetName(column)} of client key '{row.GetString(0)}' (table client_keys) cannot be read",
                $"Stop the gateway, keep a copy of the file, and set `{row.GetName(column)}` of that row to a JSON array of names or delete the row.", failure);
        }
    }

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Instant(SqliteDataReader row, int column) =>
        Number(row, column) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static object OrNull(long? number) => number is { } known ? known : DBNull.Value;
}
