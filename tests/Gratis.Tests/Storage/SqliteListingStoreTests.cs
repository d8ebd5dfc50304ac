using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Discovery.Listings;
using Gratis.Storage;
using Gratis.Tests.Time;
using Gratis.Tests.Wire;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

public sealed class SqliteListingStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly TemporaryDatabase _temporary = new();
    private readonly RecordingLog<SqliteListingStore> _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Any_list_comes_back_with_every_property()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteListingStore store = Store(database);
        Prop.ForAll(Properties.Seeds, seed =>
        {
            ProviderListing listing = Any(new Random(seed));
            store.Keep(listing);
            database.Later.Flush().ShouldBeTrue();
            ProviderListing back = store.Load(Cancellation).AsTask().GetAwaiter().GetResult().Single(each => each.Provider == listing.Provider);
            ShouldBeSame(back, listing);
        }).Check(Properties.Config.WithMaxTest(200));
    }

    [Fact]
    public async Task Lists_survive_a_restart_and_the_last_of_a_provider_wins()
    {
        await using (SqliteDatabase database = _temporary.Open())
        {
            SqliteListingStore store = Store(database);
            store.Keep(Listing("p", "old"));
            store.Keep(Listing("gone", "m"));
            database.Later.Flush().ShouldBeTrue();
            store.Keep(Listing("p", "new"));
            store.Forget("gone");
        }

        await using SqliteDatabase reopened = _temporary.Open();
        (await Store(reopened).Load(Cancellation)).Select(each => (each.Provider, each.Models[0].Id)).ShouldBe([("p", "new")]);
    }

    [Fact]
    public async Task What_the_disk_refused_waits_and_is_written_when_it_works_again()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteListingStore store = Store(database);
        store.Keep(Listing("p", "m"));
        database.Later.Add(new PendingWrites { Refuses = 1 });
        database.Later.Flush().ShouldBeFalse();
        (await store.Load(Cancellation)).ShouldBeEmpty();
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"provider":"junk"}""")]
    [InlineData("""{"provider":"other","at":"2026-03-01T12:00:00+00:00"}""")]
    [InlineData("""{"provider":"junk","at":"yesterday"}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","models":null}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","models":[null]}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","models":[{"name":"no id"}]}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","models":[{"id":"m","kind":"Divination"}]}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","models":[{"id":"m","marks":{"tier":null}}]}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","missing":[null]}""")]
    [InlineData("""{"provider":"junk","at":"2026-03-01T12:00:00+00:00","missing":[{"model":null}]}""")]
    public async Task A_body_that_is_no_list_is_left_out_and_told(string body)
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteListingStore store = Store(database);
        store.Keep(Listing("good", "m"));
        database.Later.Flush().ShouldBeTrue();
        Insert(database, ListingJson.Format, body);
        (await store.Load(Cancellation)).Select(each => each.Provider).ShouldBe(["good"]);
        _log.Lines.Single().Text.ShouldContain("1 rows of table provider_listings cannot be read, the first is that of 'junk'");
    }

    [Fact]
    public async Task A_list_of_a_newer_format_is_left_out()
    {
        await using SqliteDatabase database = _temporary.Open();
        Insert(database, ListingJson.Format + 1, ListingJson.Write(Listing("junk", "m")));
        (await Store(database).Load(Cancellation)).ShouldBeEmpty();
        _log.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_an_earlier_release_did_not_write_reads_as_what_it_starts_with()
    {
        await using SqliteDatabase database = _temporary.Open();
        Insert(database, ListingJson.Format, """
            {"provider":"junk","at":"2026-03-01T12:00:00+00:00","unheard_of":1,"models":[{"id":"m"}]}
            """);
        ProviderListing back = (await Store(database).Load(Cancellation)).Single();
        ShouldBeSame(back, Listing("junk", "m"));
    }

    [Fact]
    public async Task Five_thousand_models_are_one_row()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteListingStore store = Store(database);
        var random = new Random(1);
        store.Keep(Listing("p", "m") with { Models = [.. Enumerable.Range(0, 5000).Select(_ => Model(random))] });
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Single().Models.Length.ShouldBe(5000);
    }

    [Fact]
    public async Task A_name_of_broken_characters_holds_up_nobody()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteListingStore store = Store(database);
        store.Keep(Listing("p", "half a \ud83d pair"));
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Single().Models[0].Id.ShouldStartWith("half a ");
    }

    private SqliteListingStore Store(SqliteDatabase database) => new(database, _log);

    private static void Insert(SqliteDatabase database, long format, string body) => database.Write(Durability.Process, connection =>
    {
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO provider_listings VALUES ('junk', $format, $body)";
        insert.Parameters.AddWithValue("$format", format);
        insert.Parameters.AddWithValue("$body", body);
        insert.ExecuteNonQuery();
    });

    /// <summary>Records compare all that they have, and so also what will be added to them, but lists by reference alone.</summary>
    private static void ShouldBeSame(ProviderListing back, ProviderListing listing)
    {
        (back with { Models = listing.Models, Missing = listing.Missing }).ShouldBe(listing);
        ShouldBeSame(back.Models, listing.Models);
        back.Missing.Select(each => each.Since).ShouldBe(listing.Missing.Select(each => each.Since));
        ShouldBeSame([.. back.Missing.Select(each => each.Model)], [.. listing.Missing.Select(each => each.Model)]);
    }

    private static void ShouldBeSame(ImmutableArray<ListedModel> back, ImmutableArray<ListedModel> models)
    {
        back.Length.ShouldBe(models.Length);
        foreach (var (own, theirs) in back.Zip(models))
        {
            (own with { Marks = theirs.Marks }).ShouldBe(theirs);
            own.Marks.ShouldBe(theirs.Marks, ignoreOrder: true);
        }
    }

    private static ProviderListing Listing(string provider, string model) =>
        new() { Provider = provider, At = Now, Models = [new ListedModel { Id = model }] };

    private static ProviderListing Any(Random random) => new()
    {
        Provider = "it's \"ü\" " + random.Next(10),
        At = Now.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 400)),
        ETag = random.Next(2) == 0 ? null : "W/\"<&>\"",
        LastModified = random.Next(2) == 0 ? null : Now.AddSeconds(-random.Next(1_000_000)),
        Models = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Model(random))],
        Missing = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new MissingModel(Model(random), Now.AddTicks(random.Next())))],
    };

    private static ListedModel Model(Random random)
    {
        return new ListedModel
        {
            Id = "vendor/模型:" + random.Next(),
            Name = Maybe("A <b>name</b>"),
            CanonicalId = Maybe("vendor/m"),
            Kind = Coin() ? null : random.GetItems(Enum.GetValues<ModelKind>(), 1)[0],
            Unfit = Maybe("makes images"),
            Price = Coin() ? null : new ListedPrice(random.Next(-1, 3) * 0.000_000_1m, random.Next(-1, 3), random.Next(2)),
            Marks = Coin()
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["isFree"] = "true", ["Tier Name"] = "" },
            Context = Coin() ? null : random.Next(2) * 131_072,
            MaxOutput = Coin() ? null : random.Next(),
            Capabilities = new CapabilitySet((Capability)random.Next(64), (Capability)random.Next(64)),
            Released = Coin() ? null : DateOnly.FromDayNumber(random.Next(700_000, 760_000)),
            Expires = Coin() ? null : DateOnly.FromDayNumber(random.Next(2) * 750_000),
        };

        bool Coin() => random.Next(2) == 0;
        string? Maybe(string text) => Coin() ? null : text;
    }
}
