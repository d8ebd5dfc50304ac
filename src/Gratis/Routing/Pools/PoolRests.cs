using Gratis.Catalog;

namespace Gratis.Routing.Pools;

/// <summary>The targets of a pool with a patience of its own. Nobody but this pool leaves them alone: health is a matter of its own.</summary>
internal sealed class PoolRests
{
    private readonly PoolPatience _patience;
    private readonly Dictionary<string, TargetRest> _targets = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="patience">The pool's.</param>
    /// <param name="targets">What it has now.</param>
    /// <param name="before">What was known under the catalogue before; under another patience it counts for nothing.</param>
    public PoolRests(PoolPatience patience, IEnumerable<string> targets, PoolRests? before)
    {
        _patience = patience;
        var known = before?._patience == patience ? before._targets : null;
        foreach (var target in targets)
            _targets[target] = known?.GetValueOrDefault(target) ?? new TargetRest(patience);
    }

    /// <summary>After so many failures in a row a target is left alone.</summary>
    public int AllowedFails => _patience.AllowedFails;

    /// <summary>Until when a target is left alone; null where it is not.</summary>
    public DateTimeOffset? RestOf(Route route, DateTimeOffset now) => _targets.TryGetValue(route.Id, out var target) && target.IsResting(now) ? target.Until : null;

    public bool IsResting(Route route, DateTimeOffset now) => _targets.TryGetValue(route.Id, out var target) && target.IsResting(now);

    /// <summary>Where what becomes of a call belongs: to the first of the lanes behind a name that holds the route, for that one planned it.</summary>
    public static TargetRest? Find(ModelTarget asked, Route route)
    {
        if (asked.Rests is null && asked.Fallback.Count == 0)
            return null;
        if (Holds(asked, route))
            return asked.Rests?._targets.GetValueOrDefault(route.Id);
        foreach (var fallback in asked.Fallback)
        {
            if (Holds(fallback, route))
                return fallback.Rests?._targets.GetValueOrDefault(route.Id);
        }

        return null;
    }

    private static bool Holds(ModelTarget lane, Route route)
    {
        for (var i = 0; i < lane.Slots.Length; i++)
        {
            if (lane.Slots[i].Route == route)
                return true;
        }

        return false;
    }
}
