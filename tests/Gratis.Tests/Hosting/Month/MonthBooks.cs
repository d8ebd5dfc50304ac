using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Tests.Hosting.Month;

/// <summary>Everything that outlives a restart, in a real database, as the program opens it.</summary>
internal sealed class MonthBooks : IAsyncDisposable
{
    private readonly SqliteDatabase _database;

    private MonthBooks(SqliteDatabase database) => _database = database;

    public required HealthBook Health { get; init; }

    public required QuotaLedger Quotas { get; init; }

    public required EvidenceBook Evidence { get; init; }

    public required MeasureBook Measures { get; init; }

    public required SqliteListingStore Listings { get; init; }

    public required ISettingsStore Settings { get; init; }

    public required OwnerEdits Edits { get; init; }

    public static async Task<MonthBooks> OpenAsync(string folder, VirtualTime time, int seed)
    {
        var database = SqliteDatabase.Open(new SqliteOptions(folder), new SilentTime(time), NullLogger<SqliteDatabase>.Instance);
        var cooldowns = new SqliteHealthStore(database);
        var health = new HealthBook(new Random(seed), cooldowns);
        health.Restore(await cooldowns.Load(CancellationToken.None), time.GetUtcNow());

        var pools = new PromptQuotas(new SqliteQuotaStore(database, NullLogger<SqliteQuotaStore>.Instance), database);
        var quotas = new QuotaLedger(time, pools);
        quotas.Restore(await pools.Load(CancellationToken.None));

        var facts = new SqliteEvidenceStore(database, NullLogger<SqliteEvidenceStore>.Instance);
        var evidence = new EvidenceBook(time, facts);
        evidence.Restore(await facts.Load(CancellationToken.None));

        var fares = new SqliteMeasureStore(database, NullLogger<SqliteMeasureStore>.Instance);
        var measures = new MeasureBook(fares);
        measures.Restore(await fares.Load(CancellationToken.None), time.GetUtcNow());

        var settings = new SqliteSettings(database);
        var edits = new OwnerEdits(settings);
        await edits.LoadAsync(CancellationToken.None);
        return new MonthBooks(database)
        {
            Health = health,
            Quotas = quotas,
            Evidence = evidence,
            Measures = measures,
            Listings = new SqliteListingStore(database, NullLogger<SqliteListingStore>.Instance),
            Settings = settings,
            Edits = edits,
        };
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
