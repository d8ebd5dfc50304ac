using Gratis.Catalog.Learned;
using Gratis.Catalog.Ranking;
using Gratis.Discovery.Listings;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>What a data folder holds of the catalogue: the learned layer and the owner's.</summary>
internal sealed record StoredCatalogue(EvidenceBook Evidence, MeasureBook Measures)
{
    /// <summary>The lists as they were kept, whosever they are.</summary>
    public IReadOnlyList<ProviderListing> Listings { get; init; } = [];

    public OwnerEditsSnapshot Edits { get; init; } = OwnerEditsSnapshot.Empty;

    public RankOrder Ranking { get; init; } = RankOrder.Empty;

    /// <summary>What the owner should know of the database.</summary>
    public string? Note { get; init; }

    /// <summary>Reads it; a folder without a database holds nothing.</summary>
    public static async Task<StoredCatalogue> ReadAsync(string folder, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        using var copy = DatabaseCopy.Take(folder, patience);
        var (evidence, measures) = (new EvidenceBook(time), new MeasureBook());
        if (copy is null)
        {
            return new StoredCatalogue(evidence, measures)
            {
                Note = $"There is no database in {folder} yet: this is what the built-in facts and the config say. Start the gateway once, or ask the lists with --refresh.",
            };
        }

        try
        {
            return await ReadAsync(copy, evidence, measures, time, cancel);
        }
        catch (StorageException failure)
        {
            throw copy.OfOriginal(failure);
        }
    }

    private static async Task<StoredCatalogue> ReadAsync(DatabaseCopy copy, EvidenceBook evidence, MeasureBook measures, TimeProvider time, CancellationToken cancel)
    {
        await using var database = SqliteDatabase.Open(new SqliteOptions(copy.Folder), time, NullLogger<SqliteDatabase>.Instance);
        evidence.Restore(await new SqliteEvidenceStore(database, NullLogger<SqliteEvidenceStore>.Instance).Load(cancel));
        measures.Restore(await new SqliteMeasureStore(database, NullLogger<SqliteMeasureStore>.Instance).Load(cancel), time.GetUtcNow());
        var settings = new SqliteSettings(database);
        var edits = new OwnerEdits(settings);
        await edits.LoadAsync(cancel);
        return new StoredCatalogue(evidence, measures)
        {
            Listings = await new SqliteListingStore(database, NullLogger<SqliteListingStore>.Instance).Load(cancel),
            Edits = edits.Current,
            Ranking = await new RankingMemory(settings, NullLogger.Instance).LoadAsync(cancel),
            Note = copy.Note,
        };
    }
}
