using Gratis.AspNetCore.Accounts;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving.Vault;
using Gratis.Hosting.Catalogue;
using Gratis.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using DataFolder = Gratis.Gateway.Configuration.Watching.DataFolder;

namespace Gratis.Gateway.Commands.Keys;

/// <summary>The store of accounts, opened to be changed; a gateway may be running on it.</summary>
internal sealed class KeysHouse : IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly AccountVault _vault;

    private KeysHouse(SqliteDatabase database, AccountVault vault, AccountDesk desk) => (_database, _vault, Desk) = (database, vault, desk);

    public AccountDesk Desk { get; }

    /// <exception cref="Gratis.Stores.StorageException">The data folder cannot be used.</exception>
    public static async Task<KeysHouse> OpenAsync(CatalogueRequest request, ConfigSnapshot config, BuiltInFacts facts, CommandEdges edges, CancellationToken cancel)
    {
        var around = edges.Around;
        var folder = DataFolder.Find(request.Data, around.WorkingDirectory, around.Environment);
        var options = new SqliteOptions(folder) { BusyTimeout = TimeSpan.FromMilliseconds(config.Config.Storage.BusyTimeoutMs) };
        var database = SqliteDatabase.Open(options, around.Time, NullLogger<SqliteDatabase>.Instance);
        var vault = new AccountVault(new SqliteAccountStore(database), KeyRing.Beside(folder), around.Time);
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
}
