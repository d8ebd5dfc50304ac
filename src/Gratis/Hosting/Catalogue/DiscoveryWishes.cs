using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>What the config wants of discovery.</summary>
internal static class DiscoveryWishes
{
    public static DiscoverySettings Of(GratisOptions options, BuiltInFacts facts, IReadOnlyList<Provider> providers)
    {
        var discovery = options.Discovery;
        var named = discovery.Providers.Select(name => facts.TryFind(name, out var known) ? known.Id : name);
        var targets = DiscoveryTargets.Choose(discovery.Enabled, [.. named], providers);
        return new DiscoverySettings
        {
            IsEnabled = discovery.Enabled,
            Interval = discovery.Interval,
            Targets = targets,

            // Where nobody is asked for a list there is nothing to have a second opinion on.
            AsksModelsDev = discovery.SecondOpinion && !targets.IsEmpty,
            ConnectTimeout = options.Requests.Connect,
        };
    }
}
