using Gratis.Catalog.Learned;
using Gratis.Discovery;
using Gratis.Gateway.Configuration.Model;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Storage.Requests;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>Everything that outlives the process, opened and taken up again. Closed after the engine: closing the database closes the books.</summary>
internal sealed class GatewayBooks : IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteQuotaStore _pools;

    private GatewayBooks(SqliteDatabase database, SqliteSettings settings, SqliteQuotaStore pools, HealthBook health, QuotaLedger quotas)
    {
        _database = database;
        _pools = pools;
        Health = health;
        Quotas = quotas;
        ClientKeys = new SqliteClientKeys(database);
        Accounts = new SqliteAccountStore(database);
        Audit = new SqliteAuditLog(database);
        Settings = settings;
        Edits = new OwnerEdits(settings);
    }

    public HealthBook Health { get; }

    public QuotaLedger Quotas { get; }

    /// <summary>What was found out about routes.</summary>
    public required EvidenceBook Evidence { get; init; }

    /// <summary>How routes fared.</summary>
    public required MeasureBook Measures { get; init; }

    /// <summary>The last good lists of models.</summary>
    public required IListingStore Listings { get; init; }

    /// <summary>What the owner changed over the API.</summary>
    public OwnerEdits Edits { get; }

    /// <summary>What became of requests.</summary>
    public required SqliteRequestLog Requests { get; init; }

    public IQuotaHistory History => _pools;

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
            var cooldowns = new SqliteHealthStore(database);
            var health = new HealthBook(around.Chance, cooldowns);
            health.Restore(await cooldowns.Load(cancel), around.Time.GetUtcNow());

            var pools = new SqliteQuotaStore(database, logs.CreateLogger<SqliteQuotaStore>());
            var quotas = new QuotaLedger(around.Time, pools);
            quotas.Restore(await pools.Load(cancel));

            var facts = new SqliteEvidenceStore(database, logs.CreateLogger<SqliteEvidenceStore>());
            var evidence = new EvidenceBook(around.Time, facts);
            evidence.Restore(await facts.Load(cancel));

            var fares = new SqliteMeasureStore(database, logs.CreateLogger<SqliteMeasureStore>());
            var measures = new MeasureBook(fares);
            measures.Restore(await fares.Load(cancel), around.Time.GetUtcNow());

            var books = new GatewayBooks(database, new SqliteSettings(database), pools, health, quotas)
            {
                Evidence = evidence,
                Measures = measures,
                Requests = new SqliteRequestLog(options, config.Log.ToOptions(), around.Time, logs.CreateLogger<SqliteRequestLog>()),
                Listings = new SqliteListingStore(database, logs.CreateLogger<SqliteListingStore>()),
            };
            await books.Edits.LoadAsync(cancel);
            return books;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Edits.Dispose();
        await Requests.DisposeAsync();
        await _database.DisposeAsync();
    }
}
