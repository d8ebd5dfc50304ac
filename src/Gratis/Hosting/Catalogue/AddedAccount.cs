using Gratis.Catalog;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>An account that the owner added to those of config and environment, with its key at hand.</summary>
/// <param name="Id">Its own name, by which it is kept and booked.</param>
/// <param name="Provider">The provider's id.</param>
/// <param name="Key">The key it has now.</param>
/// <param name="Generation">Which key that is: 1, one more with every other one.</param>
internal sealed record AddedAccount(string Id, string Provider, Secret Key, int Generation)
{
    /// <summary>Nothing was added.</summary>
    public static ILookup<string, AddedAccount> None { get; } = ByProvider([]);

    /// <summary>As a catalogue wants them.</summary>
    public static ILookup<string, AddedAccount> ByProvider(IEnumerable<AddedAccount> accounts) =>
        accounts.ToLookup(account => account.Provider, StringComparer.OrdinalIgnoreCase);

    /// <summary>Its name in the catalogue.</summary>
    public static string AccountId(string provider, string id) => $"{provider}#{id}";

    /// <summary>The books stay when the key changes; only what was refused for the former one is forgiven. Neither says anything of the key.</summary>
    public Account ToAccount() => new(AccountId(Provider, Id), Key.Reveal(), books: Id, fingerprint: FormattableString.Invariant($"{Id}.{Generation}"));
}
