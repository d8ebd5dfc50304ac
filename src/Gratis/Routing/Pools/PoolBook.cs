using Gratis.Catalog;

namespace Gratis.Routing.Pools;

/// <summary>What pools remember from one catalogue to the next: a catalogue that is made anew gives nobody two turns and ends no rest.</summary>
internal sealed class PoolBook
{
    private readonly Lock _lock = new();
    private Dictionary<string, PoolMemory> _pools = [];

    /// <summary>What each of these pools remembers, given the targets that it has now. Any other pool is forgotten.</summary>
    public IReadOnlyDictionary<string, PoolMemory> TakeUp(IEnumerable<(Pool Pool, PoolTarget[] Targets)> pools)
    {
        lock (_lock)
        {
            var now = new Dictionary<string, PoolMemory>(StringComparer.OrdinalIgnoreCase);
            foreach (var (pool, targets) in pools)
                now[pool.Name] = PoolMemory.Of(pool, targets, _pools.GetValueOrDefault(pool.Name));
            return _pools = now;
        }
    }
}

/// <summary>What one pool remembers.</summary>
/// <param name="Targets">Those that something backs, in the order of its slots.</param>
/// <param name="Rotation">Whose turn it is.</param>
/// <param name="Rests">Whom it leaves alone; null: nobody ever.</param>
internal sealed record PoolMemory(IReadOnlyList<PoolTarget> Targets, PoolRotation Rotation, PoolRests? Rests)
{
    /// <summary>Turns go on where nothing changed; rests go on for every target that is still there.</summary>
    public static PoolMemory Of(Pool pool, PoolTarget[] targets, PoolMemory? before)
    {
        var goesOn = before is not null && before.Rotation.Strategy == pool.Strategy && before.Targets.SequenceEqual(targets);
        return new PoolMemory(
            targets,
            goesOn ? before!.Rotation : new PoolRotation(pool.Strategy, Array.ConvertAll(targets, target => target.Weight)),
            pool.Patience is { } patience ? new PoolRests(patience, targets.Select(target => target.Model), before?.Rests) : null);
    }
}
