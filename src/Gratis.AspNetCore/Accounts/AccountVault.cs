using System.Security.Cryptography;
using Gratis.Stores;

namespace Gratis.AspNetCore.Accounts;

/// <summary>
/// The accounts that the owner added: one change at a time, sealed and durable when it is acknowledged, in force at once. Somebody else may
/// change the store meanwhile; then the change is decided anew.
/// </summary>
internal sealed class AccountVault(IAccountStore store, ISecretSeal seal, TimeProvider time) : IDisposable
{
    /// <summary>Every account is a candidate of every route of its provider: beyond this it is a mistake.</summary>
    public const int MostAccounts = 1000;

    private const int MostTries = 8;

    private readonly SemaphoreSlim _changing = new(1);
    private volatile HeldAccounts _current = HeldAccounts.None;

    /// <summary>The accounts as they were last seen.</summary>
    public HeldAccounts Current => _current;

    /// <summary>They have changed. Any thread.</summary>
    public Action? Changed { get; set; }

    /// <summary>Takes up what somebody else has changed, in the store or at the key ring.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancel)
    {
        var before = _current;
        if (await store.Version(cancel) == before.Version && !before.HasUnreadable)
            return;

        await _changing.WaitAsync(cancel);
        try
        {
            _current = await LoadAsync(cancel);
        }
        finally
        {
            _changing.Release();
        }

        if (before.Version != _current.Version || before.HasUnreadable != _current.HasUnreadable)
            Changed?.Invoke();
    }

    /// <summary>Adds an account for each key, all of them or none.</summary>
    public Task<AccountChange> AddAsync(NewAccounts wanted, CancellationToken cancel) => ChangeAsync(held =>
    {
        if (held.All.Count + wanted.Keys.Count > MostAccounts)
            return new AccountChange(AccountProblem.TooMany);
        foreach (var key in wanted.Keys)
        {
            if (HolderOf(held, wanted.Provider, key) is { } holder)
                return new AccountChange(AccountProblem.KeyIsTaken, holder);
        }

        return new AccountChange([.. wanted.Keys.Select(key => NewAccount(wanted, key))]);
    }, cancel);

    /// <summary>Names an account anew, or switches it on or off.</summary>
    public Task<AccountChange> PatchAsync(string id, AccountPatch patch, CancellationToken cancel) => ChangeAsync(held =>
        held.Find(id) is not { Stored: var known } ? new AccountChange(AccountProblem.Unknown) : new AccountChange([known with
        {
            Label = patch.NamesIt ? patch.Label : known.Label,
            IsEnabled = patch.IsEnabled ?? known.IsEnabled,
        }]), cancel);

    /// <summary>Gives an account another key; its name and its books stay.</summary>
    public Task<AccountChange> RotateAsync(string id, string key, CancellationToken cancel) => ChangeAsync(held =>
    {
        if (held.Find(id) is not { Stored: var known })
            return new AccountChange(AccountProblem.Unknown);
        if (HolderOf(held, known.Provider, key) is { } holder)
            return new AccountChange(AccountProblem.KeyIsTaken, holder);
        return new AccountChange([known with { Seal = seal.Seal(key, known.Provider, id), Generation = known.Generation + 1 }]);
    }, cancel);

    /// <summary>Removes an account for good.</summary>
    public Task<AccountChange> RemoveAsync(string id, CancellationToken cancel) => ChangeAsync(held =>
        held.Find(id) is null ? new AccountChange(AccountProblem.Unknown) : new AccountChange([]) { Removes = id }, cancel);

    public void Dispose() => _changing.Dispose();

    private static string? HolderOf(HeldAccounts held, string provider, string key) =>
        held.All.FirstOrDefault(one => one.Stored.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase) && one.Key?.Matches(key) == true)?.Stored.Id;

    private StoredAccount NewAccount(NewAccounts wanted, string key)
    {
        var id = "acc-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return new StoredAccount
        {
            Id = id,
            Provider = wanted.Provider,
            Label = wanted.Label,
            Seal = seal.Seal(key, wanted.Provider, id),
            AddedAt = time.GetUtcNow(),
        };
    }

    private async ValueTask<HeldAccounts> LoadAsync(CancellationToken cancel) => HeldAccounts.Open(await store.Load(cancel), seal);

    /// <summary>Once begun a change goes through, whoever asked for it is still there or not.</summary>
    private async Task<AccountChange> ChangeAsync(Func<HeldAccounts, AccountChange> decide, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        AccountChange change;
        try
        {
            var tries = 0;
            HeldAccounts held;
            do
            {
                if (tries++ == MostTries)
                    throw new StorageException(StorageFault.Locked, "the accounts", "others change them all the time", "Try again when they are done.");
                held = await LoadAsync(CancellationToken.None);
                change = decide(held);
                if (change.Problem != AccountProblem.None)
                    return change;
            }
            while (!await KeepAsync(change, held.Version));
            _current = await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _changing.Release();
        }

        Changed?.Invoke();
        return change;
    }

    private ValueTask<bool> KeepAsync(AccountChange change, long version) => change.Removes is { } id
        ? store.Remove(id, version, CancellationToken.None)
        : store.Save(change.Accounts, version, CancellationToken.None);
}
