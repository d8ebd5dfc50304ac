using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Serving.Replicas;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Composition;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Storage.Requests;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>Everything that outlives the process, opened and taken up again: in a file of its own, or in a database that replicas share.</summary>
internal sealed class GatewayBooks : IAsyncDisposable
{
    /// <summary>What the engine knows.</summary>
    public required EngineBooks Engine { get; init; }

    public QuotaLedger Quotas => Engine.Quotas;

    /// <summary>What the owner changed over the API.</summary>
    public OwnerEdits Edits => Engine.Edits;

    /// <summary>What became of requests.</summary>
    public required IRequestLogStore Requests { get; init; }

    public required IQuotaHistory History { get; init; }

    public required IClientKeyStore ClientKeys { get; init; }

    /// <summary>The sealed keys of providers.</summary>
    public required IAccountStore Accounts { get; init; }

    public required IAuditLog Audit { get; init; }

    public required ISettingsStore Settings { get; init; }

    /// <summary>What is heard of other replicas; null where there can be none.</summary>
    public ReplicaWatch? Others { get; init; }

    /// <summary>What is closed after the engine, in this order: closing the database closes the books.</summary>
    public required IReadOnlyList<IAsyncDisposable> Stores { private get; init; }

    public static Task<GatewayBooks> OpenAsync(string folder, GatewayConfig config, Surroundings around, ILoggerFactory logs, CancellationToken cancel) =>
        config.Storage.Postgres is { } address
            ? ReplicaBooks.OpenAsync(address, config, around, logs, cancel)
            : OpenFileAsync(folder, config, around, logs, cancel);

    /// <summary>What the endpoints read; the books of the engine they reach through it.</summary>
    public void AddTo(IServiceCollection services) =>
        services.AddSingleton(History).AddSingleton(Requests).AddSingleton(Edits).AddSingleton(Audit);

    public async ValueTask DisposeAsync()
    {
        if (Others is not null)
            await Others.DisposeAsync();
        Engine.Dispose();
        foreach (var store in Stores)
            await store.DisposeAsync();
    }

    private static async Task<GatewayBooks> OpenFileAsync(string folder, GatewayConfig config, Surroundings around, ILoggerFactory logs, CancellationToken cancel)
    {
        var options = new SqliteOptions(folder) { BusyTimeout = TimeSpan.FromMilliseconds(config.Storage.BusyTimeoutMs) };
        var database = SqliteDatabase.Open(options, around.Time, logs.CreateLogger<SqliteDatabase>());
        try
        {
            var stores = new SqliteStores(database, logs);
            var engine = await EngineBooks.OpenAsync(stores.Engine, around.Time, around.Chance, cancel);
            var requests = new SqliteRequestLog(options, config.Log.ToOptions(), around.Time, logs.CreateLogger<SqliteRequestLog>());
            return new GatewayBooks
            {
                Engine = engine,
                Requests = requests,
                History = stores.History,
                ClientKeys = new SqliteClientKeys(database),
                Accounts = new SqliteAccountStore(database),
                Audit = new SqliteAuditLog(database),
                Settings = stores.Engine.Settings!,
                Stores = [requests, database],
            };
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
