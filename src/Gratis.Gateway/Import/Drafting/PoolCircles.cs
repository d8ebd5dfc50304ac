namespace Gratis.Gateway.Import.Drafting;

/// <summary>Takes out fallbacks that lead back to where they came from, or nowhere: others allow them, and ours are read before they are used.</summary>
internal static class PoolCircles
{
    public static void Break(Workbench bench)
    {
        var pools = bench.Draft.Pools;
        (string Name, DraftPool Pool, string[] Wanted)[] wishes = [.. pools.Select(entry => (entry.Key, entry.Value, entry.Value.Fallback.ToArray()))];
        foreach (var pool in pools.Values)
            pool.Fallback.Clear();
        foreach (var (name, pool, wanted) in wishes)
        {
            // Of a circle the last step is taken out, in the order in which they were written.
            foreach (var fallback in wanted)
            {
                if (!pools.ContainsKey(fallback))
                    bench.Remark(pool.Line, $"fallback of {name}", $"{fallback} is no group of this config; left out.");
                else if (Reaches(pools, fallback, name, []))
                    bench.Remark(pool.Line, $"fallback of {name}", $"{fallback} falls back on {name} in the end, and a circle is refused here; left out.");
                else
                    pool.Fallback.Add(fallback);
            }
        }
    }

    private static bool Reaches(OrderedDictionary<string, DraftPool> pools, string from, string to, HashSet<string> seen) =>
        from.Equals(to, StringComparison.OrdinalIgnoreCase)
        || (seen.Add(from) && pools.TryGetValue(from, out var pool) && pool.Fallback.Exists(next => Reaches(pools, next, to, seen)));
}
