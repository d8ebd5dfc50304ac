using Gratis.Catalog;

namespace Gratis.Routing.Pools;

/// <summary>The pools of the catalogue as names: the owner's and the shipped ones.</summary>
internal sealed class PoolIndex(CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots, PoolBook book)
{
    public void AddTo(Dictionary<string, ModelTarget> names)
    {
        var rank = catalog.Routes.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.OrdinalIgnoreCase);
        var memories = book.TakeUp(catalog.Pools.Select(pool => (pool, Backed(pool, rank))));
        foreach (var pool in catalog.Pools)
        {
            var (targets, rotation, rests) = memories[pool.Name];
            names[pool.Name] = new ModelTarget(
                pool.Name, TargetKind.Virtual, [.. targets.Select(target => slots[target.Model])], targets.Count == 0 ? null : rotation)
            {
                Spends = pool.Spends,
                Rests = rests,
            };
        }

        foreach (var pool in catalog.Pools)
            names[pool.Name].Fallback = Chain(pool, names);
    }

    /// <summary>The targets that something serves, each once, in the order in which the pool begins with them.</summary>
    private PoolTarget[] Backed(Pool pool, Dictionary<string, int> rank)
    {
        var backed = pool.Targets.DistinctBy(t => t.Model, StringComparer.OrdinalIgnoreCase).Where(t => slots.TryGetValue(t.Model, out var slot) && MayServe(slot.Route));
        return pool.Strategy == PoolStrategy.Ranked ? [.. backed.OrderBy(t => rank.GetValueOrDefault(t.Model, int.MaxValue))] : [.. backed];
    }

    /// <summary>The owner named it; yet one that surprised with a bill serves by its full name alone, until the owner says what it is.</summary>
    private static bool MayServe(Route route) =>
        route.State is RouteState.Enabled or RouteState.Found && route.Dossier?.Free.Layer != Catalog.Free.FreeLayer.CostObserved;

    /// <summary>
    /// The fallbacks of a pool and theirs, breadth first, each pool once: a circle among them cannot become one here. What costs money
    /// comes after all that does not, wherever it is named.
    /// </summary>
    private ModelTarget[] Chain(Pool pool, Dictionary<string, ModelTarget> names)
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

        return [.. chain.OrderBy(fallback => fallback.Spends)];
    }
}
