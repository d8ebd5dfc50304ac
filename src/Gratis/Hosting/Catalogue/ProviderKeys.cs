using System.Collections.Immutable;
using Gratis.Catalog.Facts;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>The keys that config or environment hold for a provider, each once.</summary>
/// <param name="Keys">The keys, in their order.</param>
/// <param name="Variable">The variable they were found in; null: they stand in the config.</param>
internal readonly record struct ProviderKeys(ImmutableArray<string> Keys, string? Variable)
{
    /// <summary>What the config says wins over the provider's usual variables.</summary>
    public static ProviderKeys Of(ProviderOptions asked, ProviderFacts? known, Func<string, string?> environment)
    {
        ImmutableArray<string> configured =
        [
            .. asked.ApiKeys.Prepend(asked.ApiKey).OfType<string>().Select(key => key.Trim()).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal),
        ];
        if (!configured.IsEmpty)
            return new(configured, null);
        return known?.FindKeys(environment) is { } found ? new(found.Keys, found.Variable) : new([], null);
    }

    /// <summary>The account of the key at this place.</summary>
    public static string AccountId(string provider, int index) => FormattableString.Invariant($"{provider}#{index + 1}");

    /// <summary>Where they come from; never a key.</summary>
    public override string ToString() => FormattableString.Invariant($"{Keys.Length} key(s) from {Variable ?? "the config"}");
}
