using Gratis.Gateway.Configuration.Shapes;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Pools: targets and fallbacks that exist, and no way round in circles.</summary>
internal static class PoolChecks
{
    public static void Run(CheckContext context)
    {
        var known = context.Config.Pools.Keys.Concat(context.Knowledge.Pools).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, pool) in context.Config.Pools)
        {
            var path = $"pools.{name}";
            if (string.IsNullOrWhiteSpace(name))
                context.Problems.Error(context.At("pools", name), "pools", "has a pool without a name.");
            if (pool.Targets.Count == 0 && pool.Fallback.Count == 0)
                context.Problems.Warn(context.At("pools", name), path, "has no targets, so it answers nothing.");
            if (pool is { CooldownTime: not null, AllowedFails: null })
                context.Problems.Warn(context.At("pools", name, "cooldown_time"), $"{path}.cooldown_time", "does nothing without allowed_fails.");
            for (var i = 0; i < pool.Targets.Count; i++)
                if (pool.Targets[i].Model.Length > 0)
                    RouteChecks.CheckRoute(context, pool.Targets[i].Model, $"{path}.targets[{i}].model", context.Binder.NodeOf(pool.Targets[i]).Origin);
            foreach (var (fallback, itemPath, at) in context.Texts("pools", name, "fallback"))
                if (!known.Contains(fallback))
                    context.Problems.Error(at, itemPath, "points nowhere: there is no such pool." + Names.Hint(fallback, known));
        }

        foreach (var circle in Circles(context))
            context.Problems.Error(context.At("pools", circle[0], "fallback"), $"pools.{circle[0]}.fallback", $"goes round in a circle: {string.Join(" -> ", circle)}.");
    }

    /// <summary>Every circle once, told from the first of its pools in the file.</summary>
    private static IEnumerable<List<string>> Circles(CheckContext context)
    {
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var start in context.Config.Pools.Keys)
        {
            if (Path(context, start, start, [], done) is { } circle)
            {
                done.UnionWith(circle);
                yield return circle;
            }
        }
    }

    private static List<string>? Path(CheckContext context, string from, string to, HashSet<string> seen, HashSet<string> done)
    {
        if (!context.Config.Pools.TryGetValue(from, out var pool) || done.Contains(from) || !seen.Add(from))
            return null;
        foreach (var next in pool.Fallback)
        {
            if (string.Equals(next, to, StringComparison.OrdinalIgnoreCase))
                return [from, to];
            if (Path(context, next, to, seen, done) is { } rest)
                return [from, .. rest];
        }

        return null;
    }
}
