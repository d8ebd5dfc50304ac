using Gratis.Catalog.Facts;
using Gratis.Hosting.Catalogue;

namespace Gratis.AspNetCore.Accounts;

/// <summary>Where the owner's accounts are seen and changed, over the API as on the command line.</summary>
/// <param name="facts">The built-in providers.</param>
/// <param name="asked">The owner's config and environment as they are now.</param>
/// <param name="vault">The stored accounts.</param>
internal sealed class AccountDesk(BuiltInFacts facts, Func<CatalogRequest> asked, AccountVault vault)
{
    /// <summary>What a catalogue of the owner's providers is made of now, simulated ones apart.</summary>
    public CatalogRequest Asked => asked() with { Added = AddedAccount.ByProvider(vault.Current.Usable) };

    /// <summary>All accounts as they are now.</summary>
    public AccountRegister Register => new(facts, asked(), vault.Current);

    public AccountEntry? Find(string id) => Register.List().FirstOrDefault(entry => entry.Id == id);

    /// <summary>Adds an account for each key, all of them or none.</summary>
    public async Task<AccountChange> AddAsync(NewAccounts wanted, CancellationToken cancel)
    {
        var register = Register;
        return wanted.Keys.Select(key => register.HolderOf(wanted.Provider, key)).FirstOrDefault(static holder => holder is not null) is { } holder
            ? new AccountChange(AccountProblem.KeyIsTaken, holder)
            : await vault.AddAsync(wanted, cancel);
    }

    /// <summary>Names an account anew, or switches it on or off.</summary>
    public Task<AccountChange> PatchAsync(string id, AccountPatch patch, CancellationToken cancel) => OfStoredAsync(id, _ => vault.PatchAsync(id, patch, cancel));

    /// <summary>Gives an account another key.</summary>
    public Task<AccountChange> RotateAsync(string id, string key, CancellationToken cancel) => OfStoredAsync(id, entry =>
        Register.HolderOf(entry.Provider, key) is { } holder
            ? Task.FromResult(new AccountChange(AccountProblem.KeyIsTaken, holder))
            : vault.RotateAsync(id, key, cancel));

    /// <summary>Removes an account for good.</summary>
    public Task<AccountChange> RemoveAsync(string id, CancellationToken cancel) => OfStoredAsync(id, _ => vault.RemoveAsync(id, cancel));

    private Task<AccountChange> OfStoredAsync(string id, Func<AccountEntry, Task<AccountChange>> change) => Find(id) switch
    {
        null => Task.FromResult(new AccountChange(AccountProblem.Unknown)),
        { Source: AccountSource.Stored } entry => change(entry),
        _ => Task.FromResult(new AccountChange(AccountProblem.ReadOnly)),
    };
}
