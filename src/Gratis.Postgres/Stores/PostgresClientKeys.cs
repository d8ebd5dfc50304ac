using System.Collections.Concurrent;
using Gratis.Storage;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>The client keys that any replica issued. The owner's changes are written at once; when a key was last used may wait.</summary>
internal sealed class PostgresClientKeys : IClientKeyStore, IPostgresWrites
{
    private readonly PostgresLater _later;
    private readonly ConcurrentDictionary<string, long> _lastUsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);
    private readonly List<string> _taken = [];

    public PostgresClientKeys(PostgresLater later)
    {
        _later = later;
        later.Add(this);
    }

    public async ValueTask<IReadOnlyList<StoredClientKey>> List(CancellationToken cancellation) => await _later.Database.ReadAsync(
        (connection, stop) => Sql.ReadAsync(
            Sql.Command(connection, $"SELECT {ClientKeyRow.Columns} FROM gratis.client_keys ORDER BY created_at, id"),
            row => ClientKeyRow.Read(row, _later.Database.Place), stop),
        cancellation);

    public ValueTask<bool> Add(StoredClientKey key, CancellationToken cancellation) => ChangeAsync(
        """
        INSERT INTO gratis.client_keys (
          id, name, rpm, rpd, tpm, tpd, concurrency, models, providers, avoid_providers, regions, avoid_regions, privacy, priority, max_wait_seconds,
          daily_budget, monthly_budget, sticky, hash, last4, created_at, revoked_at, last_used_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        ON CONFLICT DO NOTHING
        """,
        [.. ClientKeyRow.WhatMayChange(key), .. ClientKeyRow.WhatStays(key)], cancellation);

    public ValueTask<bool> Update(StoredClientKey key, CancellationToken cancellation) => ChangeAsync(
        """
        UPDATE gratis.client_keys SET name = $2, rpm = $3, rpd = $4, tpm = $5, tpd = $6, concurrency = $7, models = $8,
          providers = $9, avoid_providers = $10, regions = $11, avoid_regions = $12, privacy = $13, priority = $14, max_wait_seconds = $15,
          daily_budget = $16, monthly_budget = $17, sticky = $18
        WHERE id = $1 AND revoked_at IS NULL
        """,
        [.. ClientKeyRow.WhatMayChange(key)], cancellation);

    public ValueTask<bool> Rotate(string id, ReadOnlyMemory<byte> hash, string last4, CancellationToken cancellation) => ChangeAsync(
        "UPDATE gratis.client_keys SET hash = $2, last4 = $3 WHERE id = $1 AND revoked_at IS NULL",
        [("id", id), ("hash", hash.ToArray()), ("last4", last4)], cancellation);

    public ValueTask<bool> Revoke(string id, CancellationToken cancellation) => ChangeAsync(
        "UPDATE gratis.client_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        [("id", id), ("revoked_at", _later.Database.Clock.GetUtcNow().ToUnixTimeMilliseconds())], cancellation);

    public void Used(string id)
    {
        var now = _later.Database.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var minute = now - now % (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
        if (_lastUsed.TryGetValue(id, out var known) && known == minute)
            return;
        _lastUsed[id] = minute;
        if (_used.TryAdd(id, true))
            _later.Wake();
    }

    async Task IPostgresWrites.WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (_used.IsEmpty)
            return;
        var ids = new List<string>();
        foreach (var each in _used)
        {
            // Taken out before its minute is read: a use after this line puts the key back in.
            _used.TryRemove(each);
            _taken.Add(each.Key);
            ids.Add(each.Key);
        }

        // In one order for all replicas, or two of them could wait for each other; and a minute that another one told already is no change.
        const string note = """
            WITH said AS (SELECT * FROM unnest($1, $2) AS each (id, at)),
            mine AS (
              SELECT known.id, said.at FROM gratis.client_keys known JOIN said USING (id)
              WHERE known.last_used_at IS NULL OR known.last_used_at < said.at ORDER BY known.id FOR UPDATE OF known)
            UPDATE gratis.client_keys known SET last_used_at = mine.at FROM mine WHERE known.id = mine.id
            """;
        await Sql.RunAsync(connection, note, [ids.ToArray(), ids.Select(id => _lastUsed[id]).ToArray()], cancel);
    }

    void IPostgresWrites.Written() => _taken.Clear();

    void IPostgresWrites.NotWritten()
    {
        foreach (var id in _taken)
            _used.TryAdd(id, true);
        _taken.Clear();
    }

    private async ValueTask<bool> ChangeAsync(string sql, IReadOnlyList<(string Column, object Value)> values, CancellationToken cancel) =>
        await _later.Database.WriteAsync(
            async (connection, stop) =>
            {
                if (await Sql.RunAsync(connection, sql, [.. values.Select(one => one.Value)], stop) == 0)
                    return false;
                await Notice.TellAsync(connection, Notice.ClientKeys, stop);
                return true;
            },
            cancel);
}
