using Gratis.Discovery;
using Gratis.Discovery.Listings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>The last good lists of providers.</summary>
internal sealed class SqliteListingStore : IListingStore, IPendingWrites
{
    /// <summary>The most lists that wait for a disk that refuses.</summary>
    public const int MostWaiting = 1_000;

    private readonly SqliteDatabase _database;
    private readonly ILogger<SqliteListingStore> _log;

    // A list of null is one to be forgotten.
    private readonly LatestWrites<string, ProviderListing?> _changed = new(MostWaiting, StringComparer.Ordinal);

    public SqliteListingStore(SqliteDatabase database, ILogger<SqliteListingStore> log)
    {
        _database = database;
        _log = log;
        database.Later.Add(this);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProviderListing>> Load(CancellationToken cancellation) =>
        new(LearnedRows.Read(_database, _log, "provider_listings", LearnedValues.ListingColumns, LearnedValues.Listing));

    /// <inheritdoc />
    public void Keep(ProviderListing listing)
    {
        if (_changed.Put(listing.Provider, listing)) _database.Later.Wake();
    }

    /// <inheritdoc />
    public void Forget(string provider)
    {
        if (_changed.Put(provider, null)) _database.Later.Wake();
    }

    /// <inheritdoc />
    void IPendingWrites.Write(SqliteConnection connection)
    {
        IReadOnlyDictionary<string, ProviderListing?> changed = _changed.Take();
        if (changed.Count == 0) return;
        using SqliteCommand save = connection.CreateCommand();
        save.CommandText = """
            INSERT INTO provider_listings (provider, format, body) VALUES ($provider, $format, $body)
            ON CONFLICT (provider) DO UPDATE SET format = excluded.format, body = excluded.body
            """;
        save.Parameters.Add("$provider", SqliteType.Text);
        save.Parameters.Add("$body", SqliteType.Text);
        save.Parameters.AddWithValue("$format", ListingJson.Format);
        using SqliteCommand forget = connection.CreateCommand();
        forget.CommandText = "DELETE FROM provider_listings WHERE provider = $provider";
        forget.Parameters.Add("$provider", SqliteType.Text);
        foreach (var (provider, listing) in changed)
        {
            SqliteCommand command = listing is null ? forget : save;
            command.Parameters["$provider"].Value = provider;
            if (listing is not null) save.Parameters["$body"].Value = ListingJson.Write(listing);
            command.ExecuteNonQuery();
        }
    }

    /// <inheritdoc />
    void IPendingWrites.Written() => _changed.Written();

    /// <inheritdoc />
    void IPendingWrites.NotWritten() => _changed.NotWritten();
}
