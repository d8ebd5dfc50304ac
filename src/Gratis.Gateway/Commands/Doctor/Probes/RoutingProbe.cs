using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Routing;

namespace Gratis.Gateway.Commands.Doctor.Probes;

/// <summary>Follows every name of the config into the catalogue.</summary>
internal static class RoutingProbe
{
    public static RoutingFacts Look(ConfigSnapshot config, CatalogueView view)
    {
        var routing = new RoutingTable(view.Build.Snapshot, view.Stored.Books);
        var (pools, spill) = (config.Config.Pools, config.Config.Spill);
        var targets = pools.SelectMany(pool => pool.Value.Targets.Select((target, i) => (Where: FormattableString.Invariant($"pools.{pool.Key}.targets[{i}]"), Target: target.Model)))
            .Concat(spill.Enabled ? spill.Targets.Select((target, i) => (Where: FormattableString.Invariant($"spill.targets[{i}]"), Target: target)) : []);
        var backed = routing.VirtualModels.Select(model => model.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var routes = view.Build.Snapshot.Routes;
        return new RoutingFacts
        {
            Unserved = [.. targets.Where(named => routing.Resolve(named.Target) is not { Slots.Length: > 0 })],
            EmptyPools = [.. pools.Keys.Where(name => !backed.Contains(name) && !HasFallback(name, []))],
            Pools = pools.Count,
            Routes = routes.Count,
            FreeRoutes = routes.Count(route => route.IsFree),
            MaySpill = spill is { Enabled: true, Closed: null },
            SpillHasNoRoute = spill is { Enabled: true, Closed: null } && (spill.Targets.Count > 0
                ? spill.Targets.All(target => routing.Resolve(target) is not { Slots.Length: > 0 })
                : routes.All(route => route.IsFree || route.Provider.IsLocal)),
        };

        // The reader of the config has made sure that fallbacks do not go round in circles; the set is for those that meet again.
        bool HasFallback(string name, HashSet<string> seen) =>
            seen.Add(name) && (backed.Contains(name) || (pools.TryGetValue(name, out var pool) && pool.Fallback.Any(next => HasFallback(next, seen))));
    }
}
