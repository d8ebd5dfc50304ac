using Gratis.Simulator;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Limits;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Run;

/// <summary>Looks into the simulator's books in the last instant of every window of a day or longer.</summary>
internal sealed class ResetWatch : IDisposable
{
    private readonly World _world;
    private readonly TierMap _map;
    private readonly Func<long> _asked;
    private readonly double _servablePerDay;
    private readonly DateTimeOffset _start;
    private readonly List<ITimer> _timers = [];
    private readonly Dictionary<TierPool, (DateTimeOffset At, long Asked, long Taken)> _opened;

    /// <param name="world">The world to look into.</param>
    /// <param name="map">Its pools.</param>
    /// <param name="asked">How many calls were asked for so far.</param>
    /// <param name="servablePerDay">How many the world can serve in an average day.</param>
    /// <param name="end">When the run ends.</param>
    public ResetWatch(World world, TierMap map, Func<long> asked, double servablePerDay, DateTimeOffset end)
    {
        (_world, _map, _asked, _servablePerDay) = (world, map, asked, servablePerDay);
        _start = world.Time.GetUtcNow();
        _opened = map.Pools.ToDictionary(pool => pool, _ => (_start, 0L, 0L));
        var ends = new SortedDictionary<DateTimeOffset, List<TierPool>>();
        foreach (var pool in map.Pools.Where(pool => pool.IsBudget))
        {
            foreach (var at in pool.IsCalendar ? Calendar.Resets(pool.Limit, _start, end) : Calendar.Every(pool.Length, _start, end))
                (ends.TryGetValue(at, out var pools) ? pools : ends[at] = []).Add(pool);
        }

        foreach (var (at, pools) in ends)
            _timers.Add(world.Time.CreateTimer(_ => Look(at, pools), null, at.AddTicks(-1) - _start, Timeout.InfiniteTimeSpan));
    }

    public List<PoolWindow> Windows { get; } = [];

    public void Dispose() => _timers.ForEach(timer => timer.Dispose());

    private void Look(DateTimeOffset at, List<TierPool> ended)
    {
        var truth = _world.Truth;
        foreach (var pool in ended)
        {
            var opened = _opened[pool];
            var taken = pool.Taken(truth);
            var used = pool.IsCalendar ? pool.Find(truth)?.Used ?? 0 : taken - opened.Taken;

            // A bucket begins full: its first window holds twice what every other does.
            var held = pool.Limit.Clock is LimitClock.Bucket && opened.At == _start ? pool.Limit.Amount * 2.0 : pool.Limit.Amount;
            var wanted = _asked() - opened.Asked >= _servablePerDay * (at - opened.At).TotalDays;
            Windows.Add(new PoolWindow(pool, used, held, IsBinding(pool, truth), wanted));
            _opened[pool] = (at, _asked(), taken);
        }
    }

    private bool IsBinding(TierPool pool, WorldTruth truth)
    {
        var fill = Fill(pool, truth);
        return _map.Offers.Any(offer => offer.Pools.Contains(pool) && offer.Pools.All(other => !other.IsBudget || Fill(other, truth) <= fill));
    }

    private static double Fill(TierPool pool, WorldTruth truth) => pool.Find(truth) is { } window ? (double)window.Used / window.Amount : 0;
}
