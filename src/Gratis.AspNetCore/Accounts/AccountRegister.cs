using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;

namespace Gratis.AspNetCore.Accounts;

/// <summary>Every account there is: of config, environment and store, in the order of their providers.</summary>
/// <param name="facts">The built-in providers.</param>
/// <param name="asked">The owner's config and environment.</param>
/// <param name="held">The stored accounts.</param>
internal sealed class AccountRegister(BuiltInFacts facts, CatalogRequest asked, HeldAccounts held)
{
    private readonly Dictionary<string, ProviderOptions> _asked = Asked(facts, asked, held);

    /// <summary>All of them: the config's and the environment's first, then the stored ones, oldest first.</summary>
    public IReadOnlyList<AccountEntry> List() =>
    [
        .. _asked.SelectMany(provider => Configured(provider.Key, provider.Value)).Concat(held.All.Select(Stored)).OrderBy(static entry => entry.Place, StringComparer.Ordinal),
    ];

    /// <summary>The id of a provider that is built in or the owner's own; null where nobody knows it.</summary>
    public string? ProviderId(string name) =>
        facts.TryFind(name, out var known) ? known.Id : asked.Options.Providers.Keys.FirstOrDefault(id => id.Equals(name, StringComparison.OrdinalIgnoreCase))?.ToLowerInvariant();

    /// <summary>Whether a provider takes a key at all.</summary>
    public bool TakesKeys(string provider) =>
        (_asked.GetValueOrDefault(provider)?.Auth ?? (facts.TryFind(provider, out var known) ? known.Key.Style : AuthStyle.Bearer)) != AuthStyle.None;

    /// <summary>The account of config or environment that has this key at a provider.</summary>
    public string? HolderOf(string provider, string key)
    {
        var index = KeysOf(provider).Keys.IndexOf(key);
        return index < 0 ? null : ProviderKeys.AccountId(provider, index);
    }

    private static Dictionary<string, ProviderOptions> Asked(BuiltInFacts facts, CatalogRequest asked, HeldAccounts held) =>
        new CatalogBuilder(facts, asked.Environment, AddedAccount.ByProvider(held.Usable)).Asked(asked.Options)
            .ToDictionary(static one => one.Id, static one => one.Asked, StringComparer.OrdinalIgnoreCase);

    private ProviderKeys KeysOf(string provider) =>
        ProviderKeys.Of(_asked.GetValueOrDefault(provider) ?? new ProviderOptions(), facts.TryFind(provider, out var known) ? known : null, asked.Environment);

    private IEnumerable<AccountEntry> Configured(string provider, ProviderOptions options)
    {
        var found = KeysOf(provider);
        var flaw = FlawOf(provider, options);
        for (var i = 0; i < found.Keys.Length; i++)
        {
            var id = ProviderKeys.AccountId(provider, i);
            yield return new AccountEntry(id, id, provider, found.Variable is null ? AccountSource.Config : AccountSource.Environment)
            {
                Place = FormattableString.Invariant($"{provider}/0/{i:D6}"),
                Last4 = AccountEntry.EndOf(found.Keys[i]),
                Variable = found.Variable,
                Flaw = flaw,
            };
        }
    }

    private AccountEntry Stored(HeldAccount one)
    {
        var stored = one.Stored;
        return new AccountEntry(stored.Id, AddedAccount.AccountId(stored.Provider, stored.Id), stored.Provider, AccountSource.Stored)
        {
            Place = FormattableString.Invariant($"{stored.Provider}/1/{stored.AddedAt.ToUnixTimeMilliseconds():D16}/{stored.Id}"),
            Label = stored.Label,
            Last4 = one.Key is null ? null : AccountEntry.EndOf(one.Key.Reveal()),
            IsEnabled = stored.IsEnabled,
            AddedAt = stored.AddedAt,
            Flaw = FlawOf(one),
        };
    }

    private AccountHealth? FlawOf(HeldAccount one)
    {
        var provider = one.Stored.Provider;
        if (one.Key is null)
            return new AccountHealth("unreadable", one.Problem);
        if (!one.Stored.IsEnabled)
            return new AccountHealth("disabled", "Its owner switched it off.");
        if (!_asked.TryGetValue(provider, out var options))
            return new AccountHealth("unknown_provider", $"'{provider}' is no built-in provider, and providers.{provider} is not in the config. Put it back, or remove the account.");
        if (HolderOf(provider, one.Key.Reveal()) is { } holder)
            return new AccountHealth("duplicate", $"{holder} has the same key, from the config or the environment. Remove one of the two.");
        return FlawOf(provider, options);
    }

    /// <summary>What a provider lacks beside a key.</summary>
    private AccountHealth? FlawOf(string provider, ProviderOptions options) =>
        options.BaseUrl is null && facts.TryFind(provider, out var known) && !known.TryFillBaseUrl(asked.Environment, out _, out var missing)
            ? new AccountHealth("incomplete", $"Its address needs {missing}: set that environment variable, or providers.{provider}.base_url.")
            : null;
}
