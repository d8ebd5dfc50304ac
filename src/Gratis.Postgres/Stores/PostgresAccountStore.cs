using Gratis.Storage;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>The sealed keys of providers, shared. Always read from the server: another replica may have changed them.</summary>
internal sealed class PostgresAccountStore(PostgresDatabase database) : IAccountStore
{
    public async ValueTask<long> Version(CancellationToken cancellation) => await database.ReadAsync(VersionAsync, cancellation);

    public async ValueTask<StoredAccounts> Load(CancellationToken cancellation) => await database.ReadAsync(
        async (connection, stop) =>
        {
            // One statement sees one instant: a version that is newer than its accounts would hide a change.
            const string query = $"""
                SELECT {OwnedRows.AccountColumns}, version
                FROM gratis.provider_accounts_version LEFT JOIN gratis.provider_accounts ON true ORDER BY added_at, id
                """;
            var rows = await Sql.ReadAsync(
                Sql.Command(connection, query),
                static row => (Account: row.IsDBNull(0) ? null : OwnedRows.Account(row), Version: row.GetInt64(7)), stop);
            return new StoredAccounts([.. rows.Select(row => row.Account).OfType<StoredAccount>()], rows[0].Version);
        },
        cancellation);

    public async ValueTask<bool> Save(IReadOnlyList<StoredAccount> accounts, long version, CancellationToken cancellation) => await database.WriteAsync(
        async (connection, stop) =>
        {
            if (!await IsStillAsync(connection, version, stop))
                return false;
            foreach (var account in accounts)
                await SaveAsync(connection, account, stop);
            return true;
        },
        cancellation);

    public async ValueTask<bool> Remove(string id, long version, CancellationToken cancellation) => await database.WriteAsync(
        async (connection, stop) =>
        {
            if (!await IsStillAsync(connection, version, stop))
                return false;
            await Sql.RunAsync(connection, "DELETE FROM gratis.provider_accounts WHERE id = $1", [id], stop);
            return true;
        },
        cancellation);

    private static Task<int> SaveAsync(NpgsqlConnection connection, StoredAccount account, CancellationToken cancel) => Sql.RunAsync(
        connection,
        $"""
        INSERT INTO gratis.provider_accounts ({OwnedRows.AccountColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET provider = excluded.provider, label = excluded.label, seal = excluded.seal,
          generation = excluded.generation, enabled = excluded.enabled
        """,
        [
            account.Id, account.Provider, Words.OrDbNull(account.Label), account.Seal.ToArray(), (long)account.Generation, account.IsEnabled ? 1L : 0L,
            account.AddedAt.ToUnixTimeMilliseconds(),
        ],
        cancel);

    /// <summary>Takes the next version; false where another change took it first. Who takes it has the accounts to itself until it is done.</summary>
    private static async Task<bool> IsStillAsync(NpgsqlConnection connection, long version, CancellationToken cancel)
    {
        if (await Sql.RunAsync(connection, "UPDATE gratis.provider_accounts_version SET version = version + 1 WHERE version = $1", [version], cancel) == 0)
            return false;
        await Notice.TellAsync(connection, Notice.Accounts, cancel);
        return true;
    }

    private static async Task<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var query = Sql.Command(connection, "SELECT version FROM gratis.provider_accounts_version");
        return (long)(await query.ExecuteScalarAsync(cancel))!;
    }
}
