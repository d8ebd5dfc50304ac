using Gratis.Postgres.Stores;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Stores;

public sealed class PostgresAccountStoreTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_comes_back_as_it_was_kept_at_every_replica()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        var full = Account("a") with { Label = "it's \"ü\"", Generation = 7, IsEnabled = false };
        (await new PostgresAccountStore(other.Database).Load(Cancel)).All.ShouldBeEmpty();
        (await new PostgresAccountStore(one.Database).Save([full, Account("b")], 0, Cancel)).ShouldBeTrue();

        var stored = await new PostgresAccountStore(other.Database).Load(Cancel);

        stored.Version.ShouldBe(1);
        stored.All.Count.ShouldBe(2);
        Same(stored.All[0], full);
        Same(stored.All[1], Account("b"));
    }

    [Fact]
    public async Task A_change_that_was_made_from_an_older_version_changes_nothing()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var store = new PostgresAccountStore(replica.Database);
        (await store.Save([Account("a")], 0, Cancel)).ShouldBeTrue();

        (await store.Save([Account("b")], 0, Cancel)).ShouldBeFalse();
        (await store.Remove("a", 0, Cancel)).ShouldBeFalse();

        var stored = await store.Load(Cancel);
        stored.All.ShouldHaveSingleItem().Id.ShouldBe("a");
        (await store.Version(Cancel)).ShouldBe(stored.Version);
    }

    [Fact]
    public async Task Of_replicas_that_change_from_the_same_version_one_does()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        PostgresAccountStore[] stores = [new(one.Database), new(other.Database)];
        for (var version = 0; version < 10; version++)
        {
            var from = version;
            var changed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => stores[i % 2].Save([Account($"{from}-{i}")], from, Cancel).AsTask()));

            changed.Count(done => done).ShouldBe(1);
        }

        var stored = await stores[0].Load(Cancel);
        stored.Version.ShouldBe(10);
        stored.All.Count.ShouldBe(10);
    }

    [Fact]
    public async Task What_was_added_first_comes_first_and_stays_there()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var store = new PostgresAccountStore(replica.Database);
        await store.Save([Account("z"), Account("a") with { AddedAt = VirtualTime.Start.AddSeconds(1) }], 0, Cancel);
        await store.Save([Account("z") with { Generation = 2, AddedAt = VirtualTime.Start.AddDays(1) }], 1, Cancel);

        var stored = await store.Load(Cancel);

        stored.All.Select(account => account.Id).ShouldBe(["z", "a"]);
        stored.All[0].Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Others_are_told_of_a_change_and_of_nothing_else()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await using var listener = await StoreReplica.Listener.OpenAsync(replica.Database);
        var store = new PostgresAccountStore(replica.Database);

        await store.Save([Account("a")], 0, Cancel);
        await store.Save([Account("b")], 0, Cancel);
        await store.Remove("a", 1, Cancel);
        await new PostgresSettings(replica.Database).Save("last", "", Cancel);

        (await listener.HearAsync(3)).ShouldBe(["accounts", "accounts", "settings:last"]);
    }

    private static StoredAccount Account(string id) => new() { Id = id, Provider = "groq", Seal = new byte[] { 0, 1, 255, (byte)id[0] }, AddedAt = VirtualTime.Start };

    private static void Same(StoredAccount one, StoredAccount other)
    {
        one.Seal.ToArray().ShouldBe(other.Seal.ToArray());
        (one with { Seal = default }).ShouldBe(other with { Seal = default });
    }
}
