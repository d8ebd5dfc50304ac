using System.Collections.Immutable;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Ranking;
using Gratis.Discovery.Listings;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Configuration.Edits;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Serving;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Composition;
using Gratis.Hosting.Options;
using Gratis.Postgres;
using Gratis.Postgres.Quotas;
using Gratis.Postgres.Stores;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>What a data folder holds of the catalogue: the learned layer and the owner's, and how its routes stood when it was written.</summary>
internal sealed record StoredCatalogue(RouteBooks Books)
{
    public EvidenceBook Evidence => Books.Evidence;

    public MeasureBook Measures => Books.Measures;

    /// <summary>There is a database: how routes stand is what it says, and not merely what nobody has said yet.</summary>
    public bool IsFound { get; init; }

    /// <summary>The lists as they were kept, whosever they are.</summary>
    public IReadOnlyList<ProviderListing> Listings { get; init; } = [];

    /// <summary>What the owner changed of the config.</summary>
    public ImmutableArray<ConfigEdit> ConfigEdits { get; init; } = [];

    public OwnerEditsSnapshot Edits { get; init; } = OwnerEditsSnapshot.Empty;

    public RankOrder Ranking { get; init; } = RankOrder.Empty;

    /// <summary>The sealed keys of providers.</summary>
    public StoredAccounts Accounts { get; init; } = StoredAccounts.None;

    /// <summary>The client keys that the gateway issued, revoked ones too.</summary>
    public IReadOnlyList<StoredClientKey> ClientKeys { get; init; } = [];

    /// <summary>The gateway has made an admin token of its own.</summary>
    public bool HasAdminToken { get; init; }

    /// <summary>What the owner should know of the database.</summary>
    public string? Note { get; init; }

    /// <summary>Reads it; a folder without a database holds nothing. Nothing is written.</summary>
    public static async Task<StoredCatalogue> ReadAsync(StorageConfig storage, string folder, Surroundings around, CancellationToken cancel)
    {
        var time = around.Time;
        var books = new RouteBooks(new HealthBook(around.Chance), new QuotaLedger(time), new EvidenceBook(time), new MeasureBook());
        if (storage.Postgres is { } address)
            return await ReadSharedAsync(address, books, time, cancel);

        using var copy = DatabaseCopy.Take(folder, TimeSpan.FromMilliseconds(storage.BusyTimeoutMs));
        if (copy is null)
        {
            return new StoredCatalogue(books)
            {
                Note = $"There is no database in {folder} yet: this is what the built-in facts and the config say. Start the gateway once, or ask the lists with --refresh.",
            };
        }

        try
        {
            return await ReadAsync(copy, books, time, cancel);
        }
        catch (StorageException failure)
        {
            throw copy.OfOriginal(failure);
        }
    }

    private static async Task<StoredCatalogue> ReadSharedAsync(Secret address, RouteBooks books, TimeProvider time, CancellationToken cancel)
    {
        // As it is: whoever only reads must not bring it up to date under gateways of an older release.
        await using var database = PostgresDatabase.Of(address.Reveal(), time);
        if (!await database.ReadAsync(PostgresSchema.IsThereAsync, cancel))
            return new StoredCatalogue(books) { Note = $"There are no books at {database.Place} yet: this is what the built-in facts and the config say. Start a gateway once, or ask the lists with --refresh." };
        await using var later = new PostgresLater(database, Guid.NewGuid(), NullLogger<PostgresLater>.Instance);
        var stores = new PostgresStores(later, NullLoggerFactory.Instance);
        books.Quotas.Restore(await PostgresQuotaStore.ReadAllAsync(database, cancel));
        return await ReadAsync(stores.Engine, new PostgresAccountStore(database), stores.ClientKeys, books, time, cancel);
    }

    private static async Task<StoredCatalogue> ReadAsync(DatabaseCopy copy, RouteBooks books, TimeProvider time, CancellationToken cancel)
    {
        await using var database = SqliteDatabase.Open(new SqliteOptions(copy.Folder), time, NullLogger<SqliteDatabase>.Instance);
        var stores = new SqliteStores(database, NullLoggerFactory.Instance);
        books.Quotas.Restore(await stores.Engine.Quotas!.Load(cancel));
        return await ReadAsync(stores.Engine, new SqliteAccountStore(database), new SqliteClientKeys(database), books, time, cancel) with { Note = copy.Note };
    }

    private static async Task<StoredCatalogue> ReadAsync(
        EngineStores stores, IAccountStore accounts, IClientKeyStore clientKeys, RouteBooks books, TimeProvider time, CancellationToken cancel)
    {
        books.Health.Restore(await stores.Health!.Load(cancel), time.GetUtcNow());
        books.Evidence.Restore(await stores.Evidence!.Load(cancel));
        books.Measures.Restore(await stores.Measures!.Load(cancel), time.GetUtcNow());
        var settings = stores.Settings!;
        var edits = new OwnerEdits(settings);
        await edits.LoadAsync(cancel);
        return new StoredCatalogue(books)
        {
            IsFound = true,
            Listings = await stores.Listings!.Load(cancel),
            ConfigEdits = await new ConfigEditStore(settings).LoadAsync(cancel),
            Edits = edits.Current,
            Accounts = await accounts.Load(cancel),
            Ranking = await new RankingMemory(settings, NullLogger.Instance).LoadAsync(cancel),
            ClientKeys = await clientKeys.List(cancel),
            HasAdminToken = await settings.Find(AdminToken.SettingKey, cancel) is not null,
        };
    }
}
