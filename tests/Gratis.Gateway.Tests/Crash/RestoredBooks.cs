using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Quotas;
using Gratis.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>
/// What the next gateway would find in a data folder, at any instant. It looks at a copy: opening the files themselves would repair what
/// the next process has to repair by itself.
/// </summary>
internal sealed class RestoredBooks
{
    private readonly CatalogSnapshot _catalog;
    private readonly IReadOnlyList<PoolRecord> _records;

    private RestoredBooks(CatalogSnapshot catalog, IReadOnlyList<PoolRecord> records) => (_catalog, _records) = (catalog, records);

    public static async Task<RestoredBooks> ReadAsync(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("gratis-books-").FullName;
        try
        {
            foreach (var name in (string[])["gratis.db", "gratis.db-wal"])
            {
                var file = Path.Combine(folder, "data", name);
                if (File.Exists(file))
                    File.Copy(file, Path.Combine(copy, name));
            }

            await using var database = SqliteDatabase.Open(new SqliteOptions(copy), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
            var records = await new SqliteQuotaStore(database, NullLogger<SqliteQuotaStore>.Instance).Load(CancellationToken.None);
            return new RestoredBooks(CatalogIn(folder), records);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Counted and held in every pool, by its id, when a gateway starts at that instant.</summary>
    public IReadOnlyDictionary<string, long> At(DateTimeOffset instant)
    {
        var ledger = new QuotaLedger(new StoppedTime(instant));
        ledger.Restore(_records);
        foreach (var route in _catalog.Routes)
        {
            foreach (var account in route.Provider.Accounts)
                ledger.SetFor(route, account);
        }

        return ledger.Report().ToDictionary(pool => pool.Name.Id, pool => pool.Used + pool.Held);
    }

    private static CatalogSnapshot CatalogIn(string folder)
    {
        var facts = BuiltInFacts.Load();
        var nothing = new Dictionary<string, string>();
        var place = ConfigPlace.Find(null, folder, nothing);
        using var config = ConfigSource.Open(place, new ConfigReader(KnownThings.From(facts)), nothing, TimeProvider.System, NullLogger.Instance, out var errors);
        errors.ShouldBeEmpty();
        return new CatalogBuilder(facts, config!.Current.Environment.Get).Build(config.Current.Options);
    }

    private sealed class StoppedTime(DateTimeOffset instant) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => instant;
    }
}
