using Gratis.Hosting.Composition;
using Gratis.Quotas;
using Microsoft.Extensions.Logging;

namespace Gratis.Postgres.Stores;

/// <summary>All the stores of an engine in one shared database, made in the same order by every replica.</summary>
internal sealed class PostgresStores
{
    /// <param name="later">What writes in the background; whoever opened it starts and closes it.</param>
    /// <param name="logs">Who is told.</param>
    /// <param name="quotas">Where the books are; null: nowhere.</param>
    public PostgresStores(PostgresLater later, ILoggerFactory logs, IQuotaStore? quotas = null)
    {
        Health = new PostgresHealthStore(later, logs.CreateLogger<PostgresHealthStore>());
        Evidence = new PostgresEvidenceStore(later, logs.CreateLogger<PostgresEvidenceStore>());
        Listings = new PostgresListingStore(later, logs.CreateLogger<PostgresListingStore>());
        ClientKeys = new PostgresClientKeys(later);
        Engine = new EngineStores
        {
            Health = Health,
            Quotas = quotas,
            Evidence = Evidence,
            Measures = new PostgresMeasureStore(later, logs.CreateLogger<PostgresMeasureStore>()),
            Listings = Listings,
            Settings = new PostgresSettings(later.Database),
        };
    }

    public EngineStores Engine { get; }

    public PostgresHealthStore Health { get; }

    public PostgresEvidenceStore Evidence { get; }

    public PostgresListingStore Listings { get; }

    public PostgresClientKeys ClientKeys { get; }
}
