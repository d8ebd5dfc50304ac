namespace Gratis.Gateway.Configuration.Checks;

/// <summary>What one value cannot tell alone: names that must exist, values that must agree.</summary>
internal static class ConfigChecks
{
    public static void Run(CheckContext context)
    {
        ServerChecks.Run(context);
        StorageChecks.Run(context);
        ClientKeyChecks.Run(context);
        foreach (var (id, provider) in context.Config.Providers)
            ProviderChecks.Run(context, id, provider);
        PoolChecks.Run(context);
        RouteChecks.Run(context);
    }
}
