using Gratis.Gateway.Configuration.Model;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Composition;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Storage.Requests;
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
        Accounts = new SqliteAccountStore(database);
        Audit = new SqliteAuditLog(database);
        Settings = stores.Engine.Settings!;
    }

    /// <summary>What the engine knows.</summary>
    public EngineBooks Engine { get; }

    public QuotaLedger Quotas => Engine.Quotas;

    /// <summary>What the owner changed over the API.</summary>
    public OwnerEdits Edits => Engine.Edits;

    /// <summary>What became of requests.</summary>
    public required SqliteRequestLog Requests { get; init; }

    public IQuotaHistory History { get; }

    public IClientKeyStore ClientKeys { get; }

    /// <summary>The sealed keys of providers.</summary>
    public IAccountStore Accounts { get; }

    public IAuditLog Audit { get; }

    public ISettingsStore Settings { get; }

    public static async Task<GatewayBooks> OpenAsync(string folder, GatewayConfig config, Surroundings around, ILoggerFactory logs, CancellationToken cancel)
    {
        var options = new SqliteOptions(folder) { BusyTimeout = TimeSpan.FromMilliseconds(config.Storage.BusyTimeoutMs) };
        var database = SqliteDatabase.Open(options, around.Time, logs.CreateLogger<SqliteDatabase>());
        try
        {
            var stores = new SqliteStores(database, logs);
            return new GatewayBooks(database, stores, await EngineBooks.OpenAsync(stores.Engine, around.Time, around.Chance, cancel))
            {
                Requests = new SqliteRequestLog(options, config.Log.ToOptions(), around.Time, logs.CreateLogger<SqliteRequestLog>()),
            };
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the endpoints read; the books of the engine they reach through it.</summary>
    public void AddTo(IServiceCollection services) =>
        services.AddSingleton(History).AddSingleton<IRequestLogStore>(Requests).AddSingleton(Edits).AddSingleton(Audit);

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Requests.DisposeAsync();
        await _database.DisposeAsync();
    }
}
