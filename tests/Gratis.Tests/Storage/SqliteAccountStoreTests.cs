using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage;

public sealed class SqliteAccountStoreTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task An_account_comes_back_as_it_was_kept()
    {
        StoredAccount full = Account("a") with { Label = "it's \"ü\"", Generation = 7, IsEnabled = false };
        await using (SqliteDatabase database = _temporary.Open())
            (await new SqliteAccountStore(database).Save([full, Account("b")], 0, Cancellation)).ShouldBeTrue();

        await using SqliteDatabase reopened = _temporary.Open();
        StoredAccounts stored = await new SqliteAccountStore(reopened).Load(Cancellation);
        stored.Version.ShouldBe(1);
        stored.All.Count.ShouldBe(2);
        Same(stored.All[0], full);
        Same(stored.All[1], Account("b"));
    }

    [Fact]
    public async Task A_change_that_was_made_from_an_older_version_changes_nothing()
    {
        await using SqliteDatabase database = _temporary.Open();
        var store = new SqliteAccountStore(database);
        (await store.Save([Account("a")], 0, Cancellation)).ShouldBeTrue();

        (await store.Save([Account("b")], 0, Cancellation)).ShouldBeFalse();
        (await store.Remove("a", 0, Cancellation)).ShouldBeFalse();

        StoredAccounts stored = await store.Load(Cancellation);
        stored.All.ShouldHaveSingleItem().Id.ShouldBe("a");
        (await store.Version(Cancellation)).ShouldBe(stored.Version);
    }

    [Fact]
    public async Task Another_connection_sees_the_version_move_with_every_change()
    {
        await using SqliteDatabase mine = _temporary.Open();
        await using SqliteDatabase theirs = _temporary.Open();
        var (one, other) = (new SqliteAccountStore(mine), new SqliteAccountStore(theirs));

        (await one.Version(Cancellation)).ShouldBe(0);
        (await other.Save([Account("a")], 0, Cancellation)).ShouldBeTrue();
        (await one.Version(Cancellation)).ShouldBe(1);
        (await other.Save([Account("a") with { Label = "new" }], 1, Cancellation)).ShouldBeTrue();
        (await one.Load(Cancellation)).All.ShouldHaveSingleItem().Label.ShouldBe("new");
        (await one.Remove("a", 2, Cancellation)).ShouldBeTrue();
        (await other.Load(Cancellation)).All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_added_first_comes_first_and_stays_there()
    {
        await using SqliteDatabase database = _temporary.Open();
        var store = new SqliteAccountStore(database);
        await store.Save([Account("z"), Account("a") with { AddedAt = VirtualTime.Start.AddSeconds(1) }], 0, Cancellation);
        await store.Save([Account("z") with { Generation = 2, AddedAt = VirtualTime.Start.AddDays(1) }], 1, Cancellation);

        StoredAccounts stored = await store.Load(Cancellation);

        stored.All.Select(account => account.Id).ShouldBe(["z", "a"]);
        stored.All[0].Generation.ShouldBe(2);
    }

    private static StoredAccount Account(string id) => new() { Id = id, Provider = "groq", Seal = new byte[] { 0, 1, 255, (byte)id[0] }, AddedAt = VirtualTime.Start };

    private static void Same(StoredAccount one, StoredAccount other)
    {
        one.Seal.ToArray().ShouldBe(other.Seal.ToArray());
        (one with { Seal = default }).ShouldBe(other with { Seal = default });
    }
}
