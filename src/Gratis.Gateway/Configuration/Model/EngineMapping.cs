using Gratis.Dispatch;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>What of the config the engine has to know.</summary>
internal static class EngineMapping
{
    public static GratisOptions ToOptions(this GatewayConfig config)
    {
        var options = new GratisOptions
        {
            Requests = ToLimits(config.Server) with { Hedge = config.Routing.Hedge },
            Privacy = config.Privacy,
            Spill = config.Spill,
            Discovery = config.Discovery,
            AutoRoute = config.AutoRoute,
        };
        foreach (var (id, provider) in config.Providers)
            options.Providers[id] = provider;
        foreach (var (name, pool) in config.Pools)
            options.Pools[name] = pool;
        foreach (var model in config.FavoriteFreeModels)
            options.FavoriteFreeModels.Add(model);
        foreach (var model in config.BelievedFree)
            options.BelievedFree.Add(model);
        return options;
    }

    private static RequestLimits ToLimits(ServerConfig server) => new()
    {
        MaxConcurrent = server.MaxConcurrentRequests,
        MaxQueued = server.MaxQueuedRequests,
        QueueTimeout = TimeSpan.FromSeconds(server.RequestQueueTimeoutSeconds),
        ReleaseSlotAtCommit = server.ReleaseSlotAtCommit,
        MaxAttempts = server.MaxAttempts,
        MaxWait = TimeSpan.FromSeconds(server.MaxWaitSeconds),
        Total = TimeSpan.FromSeconds(server.RequestTimeoutSeconds),
        Connect = TimeSpan.FromSeconds(server.ConnectTimeoutSeconds),
        FirstToken = TimeSpan.FromSeconds(server.FirstTokenTimeoutSeconds),
        Idle = TimeSpan.FromSeconds(server.IdleTimeoutSeconds),
        KeepAlive = TimeSpan.FromSeconds(server.StreamKeepAliveSeconds),
        Cooldown = TimeSpan.FromSeconds(server.CooldownSeconds),
        MaxRequestBytes = server.MaxRequestBytes,
        MaxAnswerBytes = server.MaxAnswerBytes,
    };
}
