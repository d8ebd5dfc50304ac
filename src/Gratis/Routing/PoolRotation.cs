using Gratis.Catalog;

namespace Gratis.Routing;

/// <summary>Whose turn it is in a pool.</summary>
internal sealed class PoolRotation(PoolStrategy strategy, IReadOnlyList<int> weights)
{
    private readonly SmoothWeights _smooth = new(weights);
    private int _turn = -1;

    /// <summary>The slots in the order to try for this request.</summary>
    public IReadOnlyList<RouteSlot> Next(IReadOnlyList<RouteSlot> slots, DateTimeOffset now)
    {
        switch (strategy)
        {
            case PoolStrategy.Weighted:
                Span<bool> available = slots.Count <= 256 ? stackalloc bool[slots.Count] : new bool[slots.Count];
                for (var i = 0; i < slots.Count; i++)
                    available[i] = slots[i].IsOpen(now);
                return Pick(slots, _smooth.Next(available));

            case PoolStrategy.RoundRobin:
                var start = (int)((uint)Interlocked.Increment(ref _turn) % (uint)slots.Count);
                var turned = new int[slots.Count];
                for (var i = 0; i < turned.Length; i++)
                    turned[i] = (start + i) % turned.Length;
                return Pick(slots, turned);

            default:
                return slots;
        }
    }

    private static RouteSlot[] Pick(IReadOnlyList<RouteSlot> slots, int[] order) => Array.ConvertAll(order, i => slots[i]);
}
