namespace Gratis.Routing.Pools;

/// <summary>
/// Smooth weighted round robin: over any stretch each target is led in proportion to its weight, and never in bursts.
/// </summary>
internal sealed class SmoothWeights
{
    private readonly Lock _lock = new();
    private readonly int[] _weights;
    private readonly long[] _credit;

    public SmoothWeights(IReadOnlyList<int> weights)
    {
        _weights = [.. weights];

        // A share of nothing never leads: it is for when all others have failed.
        _credit = Array.ConvertAll(_weights, weight => weight > 0 ? 0 : long.MinValue);
    }

    /// <summary>The indices in the order to try now; only targets in <paramref name="available"/> earn and spend.</summary>
    /// <param name="available">Which could serve now.</param>
    /// <param name="takesTurn">False: nothing is earned and nothing spent, the next request finds all as this one did.</param>
    public int[] Next(ReadOnlySpan<bool> available, bool takesTurn = true)
    {
        var order = new int[_weights.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;

        lock (_lock)
        {
            var credit = takesTurn ? _credit : [.. _credit];
            var total = Earn(available, credit);
            Array.Sort(order, (a, b) => credit[a] == credit[b] ? a.CompareTo(b) : credit[b].CompareTo(credit[a]));
            Spend(order, available, credit, total);
        }

        return order;
    }

    private long Earn(ReadOnlySpan<bool> available, long[] credits)
    {
        var total = 0L;
        for (var i = 0; i < _weights.Length; i++)
            total += available[i] ? _weights[i] : 0;

        for (var i = 0; i < _weights.Length; i++)
        {
            // Credit and debt from a time with heavier companions would come out as a burst now.
            if (available[i] && _weights[i] > 0)
                credits[i] = Math.Clamp(credits[i], -total, total) + _weights[i];
        }

        return total;
    }

    private void Spend(int[] order, ReadOnlySpan<bool> available, long[] credits, long total)
    {
        foreach (var i in order)
        {
            if (!available[i] || _weights[i] == 0)
                continue;
            credits[i] -= total;
            return;
        }
    }
}
