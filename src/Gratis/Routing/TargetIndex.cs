using Gratis.Catalog;

namespace Gratis.Routing;

/// <summary>Builds the index of names: virtual models first, then pinned routes, then bare model names.</summary>
internal static class TargetIndex
{
    public static Dictionary<string, ModelTarget> Build(CatalogSnapshot catalog, RouteBooks books)
    {
        var slots = catalog.Routes.ToDictionary(r => r.Id, r => new RouteSlot(r, books), StringComparer.OrdinalIgnoreCase);
        var index = new Dictionary<string, ModelTarget>(StringComparer.OrdinalIgnoreCase);
        AddUnlisted(catalog, slots, books);

        AddAuto(index, catalog, slots);
        AddPools(index, catalog, slots);
        foreach (var route in catalog.Routes)
            index.TryAdd(route.Id, new ModelTarget(route.Id, TargetKind.Pinned, [slots[route.Id]]));
        AddBareNames(index, catalog, slots);
        return index;
    }

    /// <summary>A pool may name a route of a provider without a model list; nothing else would know it.</summary>
    private static void AddUnlisted(CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots, RouteBooks books)
    {
        foreach (var target in catalog.Pools.SelectMany(p => p.Targets))
        {
            var slash = target.Model.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && slash < target.Model.Length - 1 && catalog.FindProvider(target.Model[..slash]) is { IsOpenEnded: true } provider)
                slots.TryAdd(target.Model, new RouteSlot(new Route(provider, target.Model[(slash + 1)..]), books));
        }
    }

    private static void AddAuto(Dictionary<string, ModelTarget> index, CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots)
    {
        var lane = catalog.Routes.Where(r => CostsNothing(r) && r.Provider.ExposeToVirtualModels).Select(r => slots[r.Id]);
        index.Add(VirtualNames.Auto, new ModelTarget(VirtualNames.Auto, TargetKind.Virtual, [.. lane]));
    }

    private static void AddPools(Dictionary<string, ModelTarget> index, CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots)
    {
        var rank = catalog.Routes.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.OrdinalIgnoreCase);
        foreach (var pool in catalog.Pools)
        {
            var backed = pool.Targets.DistinctBy(t => t.Model, StringComparer.OrdinalIgnoreCase).Where(t => slots.ContainsKey(t.Model));
            if (pool.Strategy == PoolStrategy.Ranked)
                backed = backed.OrderBy(t => rank.GetValueOrDefault(t.Model, int.MaxValue));

            PoolTarget[] targets = [.. backed];
            var rotation = targets.Length == 0 ? null : new PoolRotation(pool.Strategy, Array.ConvertAll(targets, t => t.Weight));
            index[pool.Name] = new ModelTarget(pool.Name, TargetKind.Virtual, Array.ConvertAll(targets, t => slots[t.Model]), rotation);
        }

        foreach (var pool in catalog.Pools)
            index[pool.Name].Fallback = Chain(pool, catalog.Pools, index);
    }

    /// <summary>The fallbacks of a pool and theirs, breadth first, each pool once: a cycle in the config cannot become one here.</summary>
    private static List<ModelTarget> Chain(Pool pool, IReadOnlyList<Pool> pools, Dictionary<string, ModelTarget> index)
    {
        var chain = new List<ModelTarget>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { pool.Name };
        var next = new Queue<string>(pool.Fallback);
        while (next.TryDequeue(out var name))
        {
            if (!seen.Add(name) || pools.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } fallback)
                continue;
            chain.Add(index[fallback.Name]);
            foreach (var further in fallback.Fallback)
                next.Enqueue(further);
        }

        return chain;
    }

    private static void AddBareNames(Dictionary<string, ModelTarget> index, CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots)
    {
        var spellings = catalog.Routes
            .Where(r => r.Provider.ExposeToVirtualModels)
            .SelectMany(r => ModelNames.SpellingsOf(r.UpstreamId).Distinct(StringComparer.OrdinalIgnoreCase).Select(s => (Spelling: s, Route: r)))
            .GroupBy(x => x.Spelling, x => x.Route, StringComparer.OrdinalIgnoreCase);

        foreach (var spelling in spellings)
        {
            // A name that is served only at a price is known, yet nothing backs it: money is spent by naming the route itself.
            var lane = spelling.Where(CostsNothing).Select(r => slots[r.Id]).ToArray();
            index.TryAdd(spelling.Key, new ModelTarget(spelling.Key, TargetKind.Model, lane));
        }
    }

    private static bool CostsNothing(Route route) => route.IsFree || route.Provider.IsLocal;
}
