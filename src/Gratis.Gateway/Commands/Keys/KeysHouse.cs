using Gratis.AspNetCore.Accounts;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving.Vault;
using Gratis.Hosting.Catalogue;
using Gratis.Postgres;
using Gratis.Postgres.Stores;
using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using DataFolder = Gratis.Gateway.Configuration.Watching.DataFolder;

namespace Gratis.Gateway.Commands.Keys;

/// <summary>The store of accounts, opened to be changed; gateways may be running on it.</summary>
internal sealed class KeysHouse : IAsyncDisposable
{
    private readonly IAsyncDisposable _database;
    private readonly AccountVault _vault;

    private KeysHouse(IAsyncDisposable database, AccountVault vault, AccountDesk desk) => (_database, _vault, Desk) = (database, vault, desk);

    public AccountDesk Desk { get; }

    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<KeysHouse> OpenAsync(CatalogueRequest request, ConfigSnapshot config, BuiltInFacts facts, CommandEdges edges, CancellationToken cancel)
    {
        var around = edges.Around;
        var folder = DataFolder.Find(request.Data, around.WorkingDirectory, around.Environment);
        var (database, store) = await OpenStoreAsync(config, folder, around.Time, cancel);
        var vault = new AccountVault(store, SecretSeals.For(config.Config.Storage, folder), around.Time);
        var house = new KeysHouse(database, vault, new AccountDesk(facts, () => new CatalogRequest(config.Options, config.Environment.Get), vault));
        try
        {
            await vault.RefreshAsync(cancel);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _vault.Dispose();
        return _database.DisposeAsync();
    }

    private static async Task<(IAsyncDisposable Database, IAccountStore Store)> OpenStoreAsync(ConfigSnapshot config, string folder, TimeProvider time, CancellationToken cancel)
    {
        if (config.Config.Storage.Postgres is { } address)
        {
            var shared = await PostgresDatabase.OpenAsync(address.Reveal(), time, cancel);
            return (shared, new PostgresAccountStore(shared));
        }

        var options = new SqliteOptions(folder) { BusyTimeout = TimeSpan.FromMilliseconds(config.Config.Storage.BusyTimeoutMs) };
        var database = SqliteDatabase.Open(options, time, NullLogger<SqliteDatabase>.Instance);
        return (database, new SqliteAccountStore(database));
    }
}
