namespace Gratis.Routing;

/// <summary>
/// Smooth weighted round robin: over any stretch each target is led in proportion to its weight, and never in bursts.
/// </summary>
internal sealed class SmoothWeights(IReadOnlyList<int> weights)
{
    private readonly Lock _lock = new();
    private readonly long[] _credit = new long[weights.Count];

    /// <summary>The indices in the order to try now; only targets in <paramref name="available"/> earn and spend.</summary>
    public int[] Next(ReadOnlySpan<bool> available)
    {
        var order = new int[weights.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;

        lock (_lock)
        {
            var total = 0L;
            for (var i = 0; i < _credit.Length; i++)
            {
                if (!available[i])
                    continue;
                _credit[i] += weights[i];
                total += weights[i];
            }

            var credit = _credit;
            Array.Sort(order, (a, b) => credit[a] == credit[b] ? a.CompareTo(b) : credit[b].CompareTo(credit[a]));
            if (total > 0)
                _credit[First(order, available)] -= total;
        }

        return order;
    }

    private static int First(int[] order, ReadOnlySpan<bool> available)
    {
        foreach (var i in order)
        {
            if (available[i])
                return i;
        }

        return order[0];
    }
}
