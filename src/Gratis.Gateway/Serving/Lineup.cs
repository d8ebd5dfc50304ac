using Gratis.AspNetCore.Accounts;
using Gratis.AspNetCore.Status;
using Gratis.Catalog;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Hosting.Catalogue;

namespace Gratis.Gateway.Serving;

/// <summary>
/// Which providers stand behind the gateway: the owner's, or simulated ones while there is none. The demo ends with the first real
/// provider or account and does not come back while this process lives.
/// </summary>
internal sealed class Lineup(ConfigKnowledge knowledge, bool isDemoForced, TimeProvider time, GatewayStatus status, StartLog log)
{
    private DemoWorld? _demo;
    private bool _isReal;

    /// <summary>The door into the simulation for a simulated provider; null: it is really dialled.</summary>
    public HttpMessageHandler? HandlerFor(Provider provider) => _demo?.HandlerFor(provider);

    /// <summary>One caller at a time.</summary>
    public CatalogRequest RequestFor(ConfigSnapshot config, HeldAccounts held)
    {
        _isReal |= !isDemoForced && (config.File is not null || config.HasProviders(knowledge) || held.All.Count > 0);
        var isDemo = !_isReal;
        if (isDemo != status.IsDemo)
            log.Demo(isDemo);
        status.IsDemo = isDemo;
        if (!isDemo)
            return new CatalogRequest(config.Options, config.Environment.Get) { Added = AddedAccount.ByProvider(held.Usable) };

        // A real key has no business in a simulation that goes by its provider's name.
        var demo = _demo ??= new DemoWorld(time);
        return new CatalogRequest(demo.AddTo(config.Options), config.Environment.Get)
        {
            Added = AddedAccount.ByProvider(held.Usable.Where(account => !demo.Simulates(account.Provider))),
        };
    }
}
