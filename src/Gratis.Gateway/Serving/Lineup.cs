using Gratis.AspNetCore.Status;
using Gratis.Catalog;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Hosting.Catalogue;

namespace Gratis.Gateway.Serving;

/// <summary>
/// Which providers stand behind the gateway: the owner's, or simulated ones while there is none. The demo ends with the first real
/// provider and does not come back while this process lives.
/// </summary>
internal sealed class Lineup(ConfigKnowledge knowledge, bool isDemoForced, TimeProvider time, GatewayStatus status, StartLog log)
{
    private DemoWorld? _demo;

    /// <summary>The door into the simulation for a simulated provider; null: it is really dialled.</summary>
    public HttpMessageHandler? HandlerFor(Provider provider) => _demo?.HandlerFor(provider);

    public CatalogRequest RequestFor(ConfigSnapshot config)
    {
        var options = config.Options;
        var isDemo = isDemoForced || (config.File is null && !config.HasProviders(knowledge));
        if (isDemo != status.IsDemo)
            log.Demo(isDemo);
        status.IsDemo = isDemo;
        if (isDemo)
            options = (_demo ??= new DemoWorld(time)).AddTo(options);

        return new CatalogRequest(options, config.Environment.Get);
    }
}
