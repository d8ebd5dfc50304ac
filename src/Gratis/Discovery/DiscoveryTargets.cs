using System.Collections.Immutable;
using Gratis.Catalog;

namespace Gratis.Discovery;

/// <summary>Decides which providers are asked for their models.</summary>
internal static class DiscoveryTargets
{
    /// <summary>
    /// Those that are named, even where their models are given; with none named, everybody whose models are not given. Nobody without a list.
    /// </summary>
    /// <param name="enabled"><c>discovery.enabled</c>.</param>
    /// <param name="named"><c>discovery.providers</c>.</param>
    /// <param name="providers">Everybody who is configured.</param>
    public static ImmutableArray<ListingTarget> Choose(bool enabled, IReadOnlyCollection<string> named, IReadOnlyList<Provider> providers)
    {
        if (!enabled)
            return [];

        var targets = ImmutableArray.CreateBuilder<ListingTarget>();
        foreach (var provider in providers)
        {
            var isWanted = named.Count == 0 ? provider.IsOpenEnded : named.Contains(provider.Id, StringComparer.OrdinalIgnoreCase);
            if (isWanted && provider.ListingUrl is { } url)
                targets.Add(new ListingTarget(provider, url));
        }

        return targets.ToImmutable();
    }
}
