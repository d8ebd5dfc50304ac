using System.Runtime.CompilerServices;

namespace Gratis.Quotas.Estimates;

/// <summary>
/// Weights in a fixed row of buckets, of which the newest counts most. Chosen over P² because it forgets: five markers moved by every
/// value ever seen cannot come down again when a model's habits change, and one wild value stays in their extremes for good.
/// </summary>
internal struct DecayedHistogram
{
    /// <summary>How many buckets there are.</summary>
    public const int Buckets = 96;

    // Rather than that all old weights shrink at every value, each new one weighs more than the last; now and then all are scaled down.
    private const float Heaviest = 1e9f;

    // Less than this, next to a newest weight of one, is gone: what would be left are slow denormal numbers.
    private const float Forgotten = 1e-6f;

    private Row _weights;
    private float _newest;
    private double _total;

    /// <summary>Lets everything fade by the factor, then counts one in the bucket.</summary>
    public void Add(int bucket, float decay)
    {
        if (_newest > Heaviest) Rescale();
        _newest = _newest > 0 ? _newest / decay : 1;
        _weights[bucket] += _newest;
        _total += _newest;
    }

    /// <summary>The highest bucket that has more than the rest of the share in and above it.</summary>
    public readonly int Quantile(float share)
    {
        double above = 0, allowed = _total * (1 - share);
        for (int bucket = Buckets - 1; bucket > 0; bucket--)
        {
            above += _weights[bucket];
            if (above > allowed) return bucket;
        }

        return 0;
    }

    private void Rescale()
    {
        double total = 0;
        foreach (ref float weight in (Span<float>)_weights)
        {
            weight /= _newest;
            if (weight < Forgotten) weight = 0;
            total += weight;
        }

        (_newest, _total) = (1, total);
    }

    [InlineArray(Buckets)]
    private struct Row
    {
        private float _first;
    }
}
