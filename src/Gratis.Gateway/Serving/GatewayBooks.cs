using Gratis.Gateway.Configuration.Model;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Composition;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>Everything that outlives the process, opened and taken up again. Closed after the engine: closing the database closes the books.</summary>
internal sealed class GatewayBooks : IAsyncDisposable
{
    private readonly SqliteDatabase _database;

    private GatewayBooks(SqliteDatabase database, SqliteStores stores, EngineBooks engine)
    {
        _database = database;
        Engine = engine;
        History = stores.History;
        ClientKeys = new SqliteClientKeys(database);
        Settings = stores.Engine.Settings!;
    }

    /// <summary>What the engine knows.</summary>
    public EngineBooks Engine { get; }

    public QuotaLedger Quotas => Engine.Quotas;

    /// <summary>What the owner changed over the API.</summary>
    public OwnerEdits Edits => Engine.Edits;

    public IQuotaHistory History { get; }

    public IClientKeyStore ClientKeys { get; }

    public ISettingsStore Settings { get; }

    public static async Task<GatewayBooks> OpenAsync(string folder, StorageConfig storage, Surroundings around, ILoggerFactory logs, CancellationToken cancel)
    {
        var options = new SqliteOptions(folder) { BusyTimeout = TimeSpan.FromMilliseconds(storage.BusyTimeoutMs) };
        var database = SqliteDatabase.Open(options, around.Time, logs.CreateLogger<SqliteDatabase>());
        try
        {
            var stores = new SqliteStores(database, logs);
            return new GatewayBooks(database, stores, await EngineBooks.OpenAsync(stores.Engine, around.Time, around.Chance, cancel));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Engine.Dispose();
        return _database.DisposeAsync();
    }
}
