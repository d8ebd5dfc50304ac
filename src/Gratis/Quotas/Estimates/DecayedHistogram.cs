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

    // Less than this is gone; decaying it further would only end in slow denormal numbers.
    private const float Forgotten = 1e-6f;

    private Row _weights;

    /// <summary>Lets everything fade by the factor, then counts one in the bucket.</summary>
    public void Add(int bucket, float decay)
    {
        Span<float> weights = _weights;
        foreach (ref float weight in weights)
            weight = weight < Forgotten ? 0 : weight * decay;
        weights[bucket] += 1;
    }

    /// <summary>The lowest bucket above which there is no more than the rest of the share.</summary>
    public readonly int Quantile(float share)
    {
        ReadOnlySpan<float> weights = _weights;
        float total = 0;
        foreach (float weight in weights)
            total += weight;

        float above = 0, allowed = total * (1 - share);
        for (int bucket = Buckets - 1; bucket > 0; bucket--)
        {
            above += weights[bucket];
            if (above > allowed) return bucket;
        }

        return 0;
    }

    [InlineArray(Buckets)]
    private struct Row
    {
        private float _first;
    }
}
