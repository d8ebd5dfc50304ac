using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>The sealed keys of providers. Always read from the file: a command line beside the running gateway may have changed them.</summary>
internal sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    /// <inheritdoc />
    public ValueTask<long> Version(CancellationToken cancellation) => new(database.Read(VersionOf));

    /// <inheritdoc />
    public ValueTask<StoredAccounts> Load(CancellationToken cancellation) => new(database.Read(connection =>
    {
        // In one transaction: a version that is newer than its accounts would hide a change.
        using SqliteTransaction look = connection.BeginTransaction(deferred: true);
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT id, provider, label, seal, generation, enabled, added_at FROM provider_accounts ORDER BY added_at, id";
        using SqliteDataReader rows = query.ExecuteReader();
        var accounts = new List<StoredAccount>();
        while (rows.Read()) accounts.Add(OwnedRows.Account(rows));
        return new StoredAccounts(accounts, VersionOf(connection));
    }));

    /// <inheritdoc />
    public ValueTask<bool> Save(IReadOnlyList<StoredAccount> accounts, long version, CancellationToken cancellation) =>
        new(database.Write(Durability.PowerCut, connection =>
        {
            if (!IsStill(connection, version)) return false;
            foreach (StoredAccount account in accounts)
            {
                using SqliteCommand save = connection.CreateCommand();
                save.CommandText = """
                    INSERT INTO provider_accounts (id, provider, label, seal, generation, enabled, added_at)
                    VALUES ($id, $provider, $label, $seal, $generation, $enabled, $added)
                    ON CONFLICT (id) DO UPDATE SET provider = excluded.provider, label = excluded.label, seal = excluded.seal,
                      generation = excluded.generation, enabled = excluded.enabled
                    """;
                save.Parameters.AddWithValue("$id", account.Id);
                save.Parameters.AddWithValue("$provider", account.Provider);
                save.Parameters.AddWithValue("$label", (object?)account.Label ?? DBNull.Value);
                save.Parameters.AddWithValue("$seal", account.Seal.ToArray());
                save.Parameters.AddWithValue("$generation", account.Generation);
                save.Parameters.AddWithValue("$enabled", account.IsEnabled ? 1 : 0);
                save.Parameters.AddWithValue("$added", account.AddedAt.ToUnixTimeMilliseconds());
                save.ExecuteNonQuery();
            }

            return true;
        }));

    /// <inheritdoc />
    public ValueTask<bool> Remove(string id, long version, CancellationToken cancellation) =>
        new(database.Write(Durability.PowerCut, connection =>
        {
            if (!IsStill(connection, version)) return false;
            using SqliteCommand remove = connection.CreateCommand();
            remove.CommandText = "DELETE FROM provider_accounts WHERE id = $id";
            remove.Parameters.AddWithValue("$id", id);
            remove.ExecuteNonQuery();
            return true;
        }));

    /// <summary>Takes the next version; false where another change took it first.</summary>
    private static bool IsStill(SqliteConnection connection, long version)
    {
        using SqliteCommand next = connection.CreateCommand();
        next.CommandText = "UPDATE provider_accounts_version SET version = version + 1 WHERE version = $version";
        next.Parameters.AddWithValue("$version", version);
        return next.ExecuteNonQuery() > 0;
    }

    private static long VersionOf(SqliteConnection connection)
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT version FROM provider_accounts_version";
        return (long)query.ExecuteScalar()!;
    }
}
