using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Hosting.Catalogue.Shipped;

namespace Gratis.Gateway.Serving;

/// <summary>What a config may refer to without saying it.</summary>
internal static class KnownThings
{
    public static ConfigKnowledge From(BuiltInFacts facts) => new(
        [.. facts.All.SelectMany(f => f.Aliases.Prepend(f.Id).Select(id => new KnownProvider(id, f.NeedsKey ? f.EnvironmentVariables : [])))],
        [.. ShippedPools.Names]);
}
