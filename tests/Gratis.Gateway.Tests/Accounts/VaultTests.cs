using Gratis.AspNetCore.Accounts;
using Gratis.Gateway.Serving.Vault;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>Two who change the same accounts, as a gateway and a command line do.</summary>
public sealed class VaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-vault-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_given_to_both_at_once_is_stored_once()
    {
        await using var mine = Open();
        await using var theirs = Open();
        using var one = Vault(mine);
        using var two = Vault(theirs);

        for (var i = 0; i < 10; i++)
        {
            var wanted = new NewAccounts("groq", [$"planted-key-{i:D4}"], null);
            var changes = await Task.WhenAll(Task.Run(() => one.AddAsync(wanted, Cancel)), Task.Run(() => two.AddAsync(wanted, Cancel))).Soon();

            changes.Select(change => change.Problem).Order().ShouldBe([AccountProblem.None, AccountProblem.KeyIsTaken]);
            changes.Single(change => change.Problem != AccountProblem.None).Holder.ShouldBe(changes.Single(change => change.Problem == AccountProblem.None).Accounts[0].Id);
        }

        await one.RefreshAsync(Cancel);
        one.Current.All.Count.ShouldBe(10);
    }

    [Fact]
    public async Task What_one_changes_the_other_takes_up_and_says_so_once()
    {
        await using var mine = Open();
        await using var theirs = Open();
        using var one = Vault(mine);
        using var two = Vault(theirs);
        await one.RefreshAsync(Cancel);
        var heard = 0;
        one.Changed = () => heard++;

        var added = await two.AddAsync(new NewAccounts("groq", ["planted-key-0000"], "home"), Cancel);
        await one.RefreshAsync(Cancel);
        await one.RefreshAsync(Cancel);

        heard.ShouldBe(1);
        one.Current.Find(added.Accounts[0].Id)!.Key!.Reveal().ShouldBe("planted-key-0000");
    }

    [Fact]
    public async Task A_change_that_finds_another_one_under_way_is_decided_anew()
    {
        await using var database = Open();
        using var other = Vault(database);
        var store = new InterruptedStore(new SqliteAccountStore(database));
        using var vault = new AccountVault(store, KeyRing.Beside(_folder), TimeProvider.System);
        var id = (await vault.AddAsync(new NewAccounts("groq", ["planted-key-0000"], "home"), Cancel)).Accounts[0].Id;

        store.Before = () => other.PatchAsync(id, new AccountPatch(NamesIt: true, "elsewhere", null), Cancel);
        await vault.PatchAsync(id, new AccountPatch(NamesIt: false, null, IsEnabled: false), Cancel);

        var stored = vault.Current.Find(id)!.Stored;
        (stored.Label, stored.IsEnabled).ShouldBe(("elsewhere", false));

        store.Always = () => other.PatchAsync(id, new AccountPatch(NamesIt: true, "again", null), Cancel);
        (await Should.ThrowAsync<StorageException>(() => vault.RemoveAsync(id, Cancel))).Fault.ShouldBe(StorageFault.Locked);
        other.Current.Find(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task There_may_be_so_many_and_no_more()
    {
        await using var database = Open();
        var seal = KeyRing.Beside(_folder).Seal("planted-key-0000", "groq", "acc-0");
        await new SqliteAccountStore(database).Save(
            [.. Enumerable.Range(0, AccountVault.MostAccounts).Select(i => new StoredAccount { Id = $"acc-{i}", Provider = "groq", Seal = seal, AddedAt = DateTimeOffset.UnixEpoch })], 0, Cancel);
        using var vault = Vault(database);

        (await vault.AddAsync(new NewAccounts("groq", ["planted-key-0001"], null), Cancel)).Problem.ShouldBe(AccountProblem.TooMany);

        await vault.RemoveAsync("acc-1", Cancel);
        (await vault.AddAsync(new NewAccounts("groq", ["planted-key-0001"], null), Cancel)).Problem.ShouldBe(AccountProblem.None);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SqliteDatabase Open() => SqliteDatabase.Open(new SqliteOptions(_folder), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);

    private AccountVault Vault(SqliteDatabase database) => new(new SqliteAccountStore(database), KeyRing.Beside(_folder), TimeProvider.System);

    /// <summary>Somebody else is quicker: once, or always.</summary>
    private sealed class InterruptedStore(IAccountStore store) : IAccountStore
    {
        public Func<Task>? Before { get; set; }

        public Func<Task>? Always { get; set; }

        public ValueTask<long> Version(CancellationToken cancellation) => store.Version(cancellation);

        public ValueTask<StoredAccounts> Load(CancellationToken cancellation) => store.Load(cancellation);

        public async ValueTask<bool> Save(IReadOnlyList<StoredAccount> accounts, long version, CancellationToken cancellation)
        {
            await InterruptAsync();
            return await store.Save(accounts, version, cancellation);
        }

        public async ValueTask<bool> Remove(string id, long version, CancellationToken cancellation)
        {
            await InterruptAsync();
            return await store.Remove(id, version, cancellation);
        }

        private async Task InterruptAsync()
        {
            var (once, always) = (Before, Always);
            Before = null;
            if (once is not null)
                await once();
            if (always is not null)
                await always();
        }
    }
}
