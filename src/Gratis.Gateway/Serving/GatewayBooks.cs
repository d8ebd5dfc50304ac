using Gratis.Gateway.Configuration.Model;
using Gratis.Health;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>Everything that outlives the process, opened and taken up again. Closed after the engine: closing the database closes the books.</summary>
internal sealed class GatewayBooks : IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteQuotaStore _pools;

    private GatewayBooks(SqliteDatabase database, SqliteQuotaStore pools, HealthBook health, QuotaLedger quotas)
    {
        _database = database;
        _pools = pools;
        Health = health;
        Quotas = quotas;
        ClientKeys = new SqliteClientKeys(database);
        Settings = new SqliteSettings(database);
    }

    public HealthBook Health { get; }

    public QuotaLedger Quotas { get; }

    public IQuotaHistory History => _pools;

    public IClientKeyStore ClientKeys { get; }

    public ISettingsStore Settings { get; }

    public static async Task<GatewayBooks> OpenAsync(string folder, StorageConfig storage, Surroundings around, ILoggerFactory logs, CancellationToken cancel)
    {
        var options = new SqliteOptions(folder) { BusyTimeout = TimeSpan.FromMilliseconds(storage.BusyTimeoutMs) };
        var database = SqliteDatabase.Open(options, around.Time, logs.CreateLogger<SqliteDatabase>());
        try
        {
            var cooldowns = new SqliteHealthStore(database);
            var health = new HealthBook(around.Chance, cooldowns);
            health.Restore(await cooldowns.Load(cancel), around.Time.GetUtcNow());

            var pools = new SqliteQuotaStore(database, logs.CreateLogger<SqliteQuotaStore>());
            var quotas = new QuotaLedger(around.Time, pools);
            quotas.Restore(await pools.Load(cancel));
            return new GatewayBooks(database, pools, health, quotas);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
