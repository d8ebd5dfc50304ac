using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Discovery.Listings;
using Gratis.Health.Measures;
using Gratis.Postgres.Stores;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Stores;

/// <summary>What replicas learned: facts, lists, measures.</summary>
public sealed class LearnedStoresTests(PostgresServer server)
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_come_back_to_the_tick_and_the_last_of_a_topic_wins()
    {
        var address = await server.CreateDatabaseAsync();
        var odd = new LearnedFact("p/ü", LearnedTopics.Context, "8000", new Evidence(ClaimSource.ProviderList, "it's", Now.AddTicks(1), double.NaN, "a\0b"));
        await using (var replica = await StoreReplica.OpenAsync(address))
        {
            replica.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Cost, "0.01"));
            await replica.FlushAsync();
            replica.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Cost, "0.02"));
            replica.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Gone, "1") with { Evidence = new Evidence(ClaimSource.ProviderList, "x", null, 1, null) });
            replica.Stores.Evidence.Keep(odd);
        }

        await using var reopened = await StoreReplica.OpenAsync(address);
        var facts = (await reopened.Stores.Evidence.Load(Cancel)).OrderBy(fact => fact.Route, StringComparer.Ordinal).ThenBy(fact => fact.Topic, StringComparer.Ordinal).ToList();

        facts.Select(fact => (fact.Topic, fact.Value)).ShouldBe([("cost", "0.02"), ("gone", "1"), (LearnedTopics.Context, "8000")]);
        facts[0].ShouldBe(Fact("p/m", LearnedTopics.Cost, "0.02"));
        facts[2].ShouldBe(odd with { Evidence = odd.Evidence with { Confidence = 0, Detail = "a\uFFFDb" } });
    }

    [Fact]
    public async Task A_replica_hears_what_others_find_out_and_forget()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        await one.Stores.Evidence.Load(Cancel);
        other.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Cost, "1"));
        await other.FlushAsync();
        (await one.Stores.Evidence.ReadOthersAsync(Cancel)).ShouldBe([new EvidenceNews("p/m", LearnedTopics.Cost, Fact("p/m", LearnedTopics.Cost, "1"))]);

        other.Stores.Evidence.Forget("p/m", LearnedTopics.Cost);
        await other.FlushAsync();
        (await one.Stores.Evidence.ReadOthersAsync(Cancel)).ShouldBe([new EvidenceNews("p/m", LearnedTopics.Cost, null)]);
        (await one.Stores.Evidence.Load(Cancel)).ShouldBeEmpty();
        (await one.Stores.Evidence.ReadOthersAsync(Cancel)).ShouldBeEmpty();

        other.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Cost, "2"));
        await other.FlushAsync();
        (await one.Stores.Evidence.ReadOthersAsync(Cancel)).ShouldHaveSingleItem().Fact!.Value.ShouldBe("2");
    }

    [Fact]
    public async Task Of_two_replicas_that_speak_of_the_same_thing_the_newer_word_is_believed()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        one.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Cost, "old"));
        other.Stores.Evidence.Keep(Fact("p/m", LearnedTopics.Cost, "new") with { Evidence = new Evidence(ClaimSource.ProviderList, "x", Now.AddHours(1), 1, null) });
        await other.FlushAsync();
        await one.FlushAsync();

        (await one.Stores.Evidence.Load(Cancel)).ShouldHaveSingleItem().Value.ShouldBe("new");
    }

    [Fact]
    public async Task Lists_come_back_whole_and_others_hear_of_them()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        var listing = new ProviderListing { Provider = "groq", At = Now, ETag = "\"1\"", Doubted = 1 };
        await one.Stores.Listings.Load(Cancel);
        other.Stores.Listings.Keep(listing with { ETag = "\"0\"" });
        other.Stores.Listings.Keep(listing);
        other.Stores.Listings.Keep(listing with { Provider = "mine" });
        await other.FlushAsync();
        other.Stores.Listings.Forget("mine");
        await other.FlushAsync();

        var news = await one.Stores.Listings.ReadOthersAsync(Cancel);
        news.Select(one => (one.Provider, one.Listing?.ETag)).ShouldBe([("groq", "\"1\""), ("mine", null)]);
        news[0].Listing!.Doubted.ShouldBe(1);
        (await one.Stores.Listings.Load(Cancel)).ShouldHaveSingleItem().Provider.ShouldBe("groq");
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_told_once_and_left_out()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var log = new RecordingLog<PostgresListingStore>();
        var store = new PostgresListingStore(replica.Later, log);
        store.Keep(new ProviderListing { Provider = "groq", At = Now });
        store.Forget("gone");
        await replica.FlushAsync();
        await replica.RunAsync($"INSERT INTO gratis.provider_listings (provider, format, body, writer) VALUES ('a', 1, '[]', '{Guid.NewGuid()}'), ('b', 9, 'x', '{Guid.NewGuid()}')");

        (await store.Load(Cancel)).Select(listing => listing.Provider).ShouldBe(["groq"]);
        log.Lines.ShouldHaveSingleItem().Text.ShouldContain("2 rows of table provider_listings cannot be read");
    }

    [Fact]
    public async Task Measures_survive_a_restart_to_the_last_bit()
    {
        var address = await server.CreateDatabaseAsync();
        var before = new Dictionary<string, MeasureRecord>();
        await using (var replica = await StoreReplica.OpenAsync(address))
        {
            var book = new MeasureBook(replica.Stores.Engine.Measures);
            var random = new Random(5);
            for (var i = 0; i < 2000; i++)
            {
                var measure = book.Route("p/" + random.Next(20));
                if (random.Next(4) == 0)
                    measure.Failed(Now.AddSeconds(i * 30));
                else
                    measure.Served(TimeSpan.FromSeconds(random.NextDouble() * 10), Now.AddSeconds(i * 30));
                before[measure.Route] = measure.Draft()!;
            }
        }

        await using var reopened = await StoreReplica.OpenAsync(address);
        var after = await reopened.Stores.Engine.Measures!.Load(Cancel);
        after.Count.ShouldBe(20);
        foreach (var record in after)
        {
            var kept = before[record.Route];
            record.FirstTokens.ShouldBe(kept.FirstTokens);
            (record with { FirstTokens = kept.FirstTokens }).ShouldBe(kept);
        }
    }

    [Fact]
    public async Task A_measure_that_faded_here_stays_where_another_replica_keeps_it()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        var (mine, theirs) = (new MeasureBook(one.Stores.Engine.Measures).Route("p/m"), new MeasureBook(other.Stores.Engine.Measures).Route("p/m"));
        mine.Failed(Now);
        await one.FlushAsync();
        theirs.Failed(Now);
        theirs.Failed(Now);
        await other.FlushAsync();

        mine.Clear();
        await one.FlushAsync();
        (await one.Stores.Engine.Measures!.Load(Cancel)).ShouldHaveSingleItem().Failed.ShouldBe(2);

        theirs.Clear();
        await other.FlushAsync();
        (await one.Stores.Engine.Measures!.Load(Cancel)).ShouldBeEmpty();
    }

    private static LearnedFact Fact(string route, string topic, string value) => new(route, topic, value, new Evidence(ClaimSource.ProviderList, "https://x", Now, 0.9, "d"));
}
