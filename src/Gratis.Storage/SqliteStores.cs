using Gratis.Hosting.Composition;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>All the stores of an engine in one database.</summary>
internal sealed class SqliteStores
{
    public SqliteStores(SqliteDatabase database, ILoggerFactory logs)
    {
        var pools = new SqliteQuotaStore(database, logs.CreateLogger<SqliteQuotaStore>());
        History = pools;
        Engine = new EngineStores
        {
            Health = new SqliteHealthStore(database),
            Quotas = pools,
            Evidence = new SqliteEvidenceStore(database, logs.CreateLogger<SqliteEvidenceStore>()),
            Measures = new SqliteMeasureStore(database, logs.CreateLogger<SqliteMeasureStore>()),
            Listings = new SqliteListingStore(database, logs.CreateLogger<SqliteListingStore>()),
            Settings = new SqliteSettings(database),
        };
    }

    public EngineStores Engine { get; }

    /// <summary>How long pools were spent.</summary>
    public IQuotaHistory History { get; }
}
