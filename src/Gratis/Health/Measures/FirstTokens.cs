using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Gratis.Health.Measures;

/// <summary>
/// Times to the first token: weights in a row of buckets of equal ratio. Old ones fade with time rather than with every newer one, so that
/// a route that is asked seldom is not taken for slow any longer than one that is asked often. Not safe for threads; its holder locks.
/// </summary>
internal struct FirstTokens
{
    /// <summary>How many buckets there are: from 20 milliseconds to above two minutes.</summary>
    public const int Buckets = 32;

    private const double Floor = 0.02;
    private const double PerOctave = 2.5;

    // A weight below this is gone; what would be left are slow denormal numbers.
    private const float Least = 1e-6f;

    private Row _weights;
    private double _total;
    private double _seconds;

    /// <summary>Takes one time in, with a weight of one.</summary>
    public void Add(TimeSpan time)
    {
        double seconds = Math.Max(time.TotalSeconds, 0);
        _weights[Math.Clamp((int)PlaceOf(seconds), 0, Buckets - 1)]++;
        _total++;
        _seconds += seconds;
    }

    /// <summary>Lets everything fade to this share.</summary>
    public void Fade(double left)
    {
        double total = 0;
        foreach (ref float weight in (Span<float>)_weights)
        {
            weight *= (float)left;
            if (weight < Least) weight = 0;
            total += weight;
        }

        _total = total;
        _seconds = total > 0 ? _seconds * left : 0;
    }

    /// <summary>What they say when everything has faded to this share; null where that is next to nothing.</summary>
    public readonly FirstTokenReading? Read(double left)
    {
        double samples = _total * left;
        if (samples < Fading.Forgotten) return null;
        return new FirstTokenReading(samples, TimeSpan.FromSeconds(_seconds / _total), Quantile(0.5), Quantile(0.95));
    }

    /// <summary>A copy to keep.</summary>
    public readonly (double Seconds, ImmutableArray<float> Weights) Draft() => (_seconds, [.. (ReadOnlySpan<float>)_weights]);

    /// <summary>What was kept.</summary>
    public static FirstTokens Restore(double seconds, ReadOnlySpan<float> weights)
    {
        FirstTokens restored = default;
        weights.CopyTo(restored._weights);
        foreach (float weight in weights) restored._total += weight;
        restored._seconds = seconds;
        return restored;
    }

    /// <summary>Within a bucket the times are taken as spread evenly, so that a reading moves as smoothly as what it reads.</summary>
    private readonly TimeSpan Quantile(double share)
    {
        double wanted = _total * share, below = 0;
        int bucket = 0;
        while (bucket < Buckets - 1 && below + _weights[bucket] < wanted) below += _weights[bucket++];
        double within = _weights[bucket] > 0 ? Math.Clamp((wanted - below) / _weights[bucket], 0, 1) : 0;
        return TimeSpan.FromSeconds(Floor * double.Exp2((bucket + within) / PerOctave));
    }

    private static double PlaceOf(double seconds) => seconds <= Floor ? 0 : Math.Log2(seconds / Floor) * PerOctave;

    [InlineArray(Buckets)]
    private struct Row
    {
        private float _first;
    }
}
