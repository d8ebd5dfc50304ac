using Gratis.Routing.Fitting;
using Gratis.Stores;

namespace Gratis.AspNetCore.Access;

/// <summary>A key's policy as routing understands it.</summary>
internal static class PolicyWishes
{
    public static RouteWishes? Of(ClientKeyPolicy policy) => policy is { Providers: [], AvoidProviders: [], Regions: [], AvoidRegions: [], NoTraining: false } ? null : new()
    {
        Providers = policy.Providers,
        NoProviders = policy.AvoidProviders,
        Regions = policy.Regions,
        NoRegions = policy.AvoidRegions,
        NoTraining = policy.NoTraining,
    };
}
