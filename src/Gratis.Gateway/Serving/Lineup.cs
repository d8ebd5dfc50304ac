using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Hosting;

namespace Gratis.Gateway.Serving;

/// <summary>Which providers stand behind the gateway: the owner's, or simulated ones while there is none.</summary>
internal sealed class Lineup(BuiltInFacts facts, StartLog log)
{
    public CatalogSnapshot CatalogFor(ConfigSnapshot config)
    {
        var catalog = new CatalogBuilder(facts, config.Environment.Get).Build(config.Options);
        log.Providers(string.Join(", ", catalog.Providers.Select(p => p.Id)));
        return catalog;
    }
}
