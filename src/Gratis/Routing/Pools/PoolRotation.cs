using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gratis.Catalog;

namespace Gratis.Routing.Pools;

/// <summary>Whose turn it is in a pool.</summary>
internal sealed class PoolRotation(PoolStrategy strategy, IReadOnlyList<int> weights)
{
    private readonly SmoothWeights _smooth = new(weights);
    private int _turn = -1;

    public PoolStrategy Strategy => strategy;

    /// <summary>Another target leads from request to request.</summary>
    public bool TakesTurns => strategy is PoolStrategy.Weighted or PoolStrategy.RoundRobin;

    /// <summary>How much the target at this place is to lead, beside the others.</summary>
    public int ShareOf(int index) => strategy == PoolStrategy.Weighted ? weights[index] : 1;

    /// <summary>The slots in the order to try for this request.</summary>
    /// <param name="slots">The pool's slots.</param>
    /// <param name="available">Which of them could serve this request now: only they take turns.</param>
    /// <param name="takesTurn">False: the turn stays where it is, for whoever only asks what would be.</param>
    public ImmutableArray<RouteSlot> Next(ImmutableArray<RouteSlot> slots, ReadOnlySpan<bool> available, bool takesTurn = true) => strategy switch
    {
        PoolStrategy.Weighted => Pick(slots, _smooth.Next(available, takesTurn)),
        PoolStrategy.RoundRobin => Pick(slots, Turn(available, takesTurn)),
        _ => slots,
    };

    private int[] Turn(ReadOnlySpan<bool> available, bool takesTurn)
    {
        var order = new int[available.Length];
        var turn = (uint)(takesTurn ? Interlocked.Increment(ref _turn) : Volatile.Read(ref _turn) + 1) % (uint)Math.Max(available.Count(true), 1);
        var start = 0;
        for (var skip = turn; start < available.Length && (!available[start] || skip-- > 0); start++)
        {
        }

        for (var i = 0; i < order.Length; i++)
            order[i] = (start + i) % order.Length;
        return order;
    }

    private static ImmutableArray<RouteSlot> Pick(ImmutableArray<RouteSlot> slots, int[] order) => ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(order, i => slots[i]));
}
