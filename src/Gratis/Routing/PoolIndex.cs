using Gratis.Catalog;

namespace Gratis.Routing;

/// <summary>The pools of the owner as names.</summary>
internal sealed class PoolIndex(CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots)
{
    public void AddTo(Dictionary<string, ModelTarget> names)
    {
        var rank = catalog.Routes.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.OrdinalIgnoreCase);
        foreach (var pool in catalog.Pools)
        {
            var backed = pool.Targets.DistinctBy(t => t.Model, StringComparer.OrdinalIgnoreCase).Where(t => slots.TryGetValue(t.Model, out var slot) && MayServe(slot.Route));
            if (pool.Strategy == PoolStrategy.Ranked)
                backed = backed.OrderBy(t => rank.GetValueOrDefault(t.Model, int.MaxValue));

            PoolTarget[] targets = [.. backed];
            var rotation = targets.Length == 0 ? null : new PoolRotation(pool.Strategy, Array.ConvertAll(targets, t => t.Weight));
            names[pool.Name] = new ModelTarget(pool.Name, TargetKind.Virtual, Array.ConvertAll(targets, t => slots[t.Model]), rotation);
        }

        foreach (var pool in catalog.Pools)
            names[pool.Name].Fallback = Chain(pool, names);
    }

    /// <summary>The owner named it; yet one that surprised with a bill serves by its full name alone, until the owner says what it is.</summary>
    private static bool MayServe(Route route) =>
        route.State is RouteState.Enabled or RouteState.Found && route.Dossier?.Free.Layer != Catalog.Free.FreeLayer.CostObserved;

    /// <summary>The fallbacks of a pool and theirs, breadth first, each pool once: a cycle in the config cannot become one here.</summary>
    private List<ModelTarget> Chain(Pool pool, Dictionary<string, ModelTarget> names)
    {
        var chain = new List<ModelTarget>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { pool.Name };
        var next = new Queue<string>(pool.Fallback);
        while (next.TryDequeue(out var name))
        {
            if (!seen.Add(name) || catalog.Pools.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } fallback)
                continue;
            chain.Add(names[fallback.Name]);
            foreach (var further in fallback.Fallback)
                next.Enqueue(further);
        }

        return chain;
    }
}
