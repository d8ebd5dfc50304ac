using Gratis.Discovery;
using Gratis.Discovery.Listings;
using Gratis.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>The last good lists of providers, whichever replica fetched them.</summary>
internal sealed class PostgresListingStore : IListingStore, IPostgresWrites
{
    private readonly PostgresLater _later;
    private readonly SharedTable _table;

    // A list of null is one to be forgotten.
    private readonly LatestWrites<string, ProviderListing?> _changed = new(SqliteListingStore.MostWaiting, StringComparer.Ordinal);

    public PostgresListingStore(PostgresLater later, ILogger<PostgresListingStore> log)
    {
        _later = later;
        _table = new SharedTable(later.Database, later.Writer, log, "provider_listings", LearnedValues.ListingColumns);
        later.Add(this);
    }

    public async ValueTask<IReadOnlyList<ProviderListing>> Load(CancellationToken cancellation) => await _table.LoadAsync(LearnedValues.Listing, cancellation);

    /// <summary>Which lists other replicas fetched or forgot since this or <see cref="Load"/> was last asked, oldest first.</summary>
    public Task<IReadOnlyList<ListingNews>> ReadOthersAsync(CancellationToken cancel) => _table.ReadOthersAsync(
        static (row, isForgotten) => isForgotten ? new ListingNews(row.GetString(0), null)
            : LearnedValues.Listing(row) is { } listing ? new ListingNews(listing.Provider, listing) : null,
        cancel);

    public void Keep(ProviderListing listing)
    {
        if (_changed.Put(listing.Provider, listing))
            _later.Wake();
    }

    public void Forget(string provider)
    {
        if (_changed.Put(provider, null))
            _later.Wake();
    }

    async Task IPostgresWrites.WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = _changed.Take().Select(each => (Provider: Words.Of(each.Key), Listing: each.Value))
            .DistinctBy(row => row.Provider).OrderBy(row => row.Provider, StringComparer.Ordinal).ToList();
        if (rows.Count == 0)
            return;
        object[] values =
        [
            rows.Select(row => row.Provider).ToArray(), ListingJson.Format,
            rows.Select(row => row.Listing is { } listing ? ListingJson.Write(listing) : null).ToArray(), _later.Writer,
        ];
        await Sql.RunAsync(connection, SaveSql, values, cancel);
    }

    void IPostgresWrites.Written() => _changed.Written();

    void IPostgresWrites.NotWritten() => _changed.NotWritten();

    Task IPostgresWrites.TidyAsync(NpgsqlConnection connection, CancellationToken cancel) => _table.TidyAsync(connection, "body", cancel);

    private const string SaveSql = """
        INSERT INTO gratis.provider_listings AS known (provider, format, body, writer)
        SELECT each.provider, $2, each.body, $4 FROM unnest($1, $3) AS each (provider, body)
        ON CONFLICT (provider) DO UPDATE SET format = excluded.format, body = excluded.body, writer = excluded.writer
        WHERE known.body IS NOT NULL OR excluded.body IS NOT NULL
        """;
}

/// <summary>What another replica says of a provider's list.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Listing">The list; null: it is forgotten.</param>
internal sealed record ListingNews(string Provider, ProviderListing? Listing);
