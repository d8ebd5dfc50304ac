using System.Collections.Immutable;

namespace Gratis.Catalog.Facts;

/// <summary>A provider whose keys were found in the environment; each key is an account.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Variable">The variable that carried the keys.</param>
/// <param name="Keys">The keys, in their order, each once.</param>
internal sealed record EnvironmentAccounts(ProviderFacts Provider, string Variable, ImmutableArray<string> Keys)
{
    /// <summary>Says what was found without the secrets.</summary>
    public override string ToString() => $"{Provider.Id}: {Keys.Length} key(s) from {Variable}";
}
