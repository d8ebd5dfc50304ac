using System.Collections.Immutable;

namespace Gratis.Gateway.Configuration;

/// <summary>What the config may refer to without saying it: the built-in providers, the variables their keys come from, the shipped pools.</summary>
internal sealed record ConfigKnowledge(ImmutableArray<KnownProvider> Providers, ImmutableArray<string> Pools)
{
    /// <summary>Ids of the built-in providers.</summary>
    public IEnumerable<string> ProviderIds => Providers.Select(provider => provider.Id);

    /// <summary>Whether a provider is built in.</summary>
    public bool Knows(string id) => Providers.Any(provider => provider.Id == id);
}

/// <summary>A built-in provider and the environment variables that carry its key; none where it needs no key.</summary>
internal sealed record KnownProvider(string Id, ImmutableArray<string> KeyVariables);
