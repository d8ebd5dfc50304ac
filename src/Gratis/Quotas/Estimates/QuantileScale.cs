namespace Gratis.Quotas.Estimates;

/// <summary>What a <see cref="HighQuantile"/> measures: buckets of equal ratio between two powers of two, and how fast it learns.</summary>
/// <param name="floor">The lowest value; lower ones count as it.</param>
/// <param name="ceiling">The highest value; higher ones count as it.</param>
internal sealed class QuantileScale(double floor, double ceiling)
{
    // Lets an edge that went through logarithm and power fall into the bucket that it ends.
    private const double Rounding = 1e-9;

    private readonly double _perOctave = DecayedHistogram.Buckets / Math.Log2(ceiling / floor);

    private readonly double[] _edges =
    [
        .. Enumerable.Range(1, DecayedHistogram.Buckets)
            .Select(n => floor * Math.Pow(2, n * Math.Log2(ceiling / floor) / DecayedHistogram.Buckets)),
    ];

    /// <summary>Truth over first guess. One value weighs 5 % of all, so that a single wild one stays within the rest of the share.</summary>
    public static QuantileScale Correction { get; } = new(1.0 / 8, 32) { Share = 0.93f, Decay = 0.95f, Leap = 1.5 };

    /// <summary>Tokens of one answer. They vary by themselves, so more of them are remembered.</summary>
    public static QuantileScale Answer { get; } = new(1, 1 << 20) { Share = 0.95f, Decay = 0.965f, Leap = 2 };

    /// <summary>The lowest value.</summary>
    public double Floor => floor;

    /// <summary>The highest value.</summary>
    public double Ceiling => ceiling;

    /// <summary>How much of what comes shall not exceed the quantile.</summary>
    public required float Share { get; init; }

    /// <summary>What is left of a value's weight after each newer one.</summary>
    public required float Decay { get; init; }

    /// <summary>The factor above the quantile at which a value is cut off: so much, at most, can one of them raise it.</summary>
    public required double Leap { get; init; }

    /// <summary>The bucket of a value; its upper edge belongs to it.</summary>
    public int BucketOf(double value)
    {
        double place = Math.Ceiling(Math.Log2(Clamp(value) / floor) * _perOctave - Rounding) - 1;
        return Math.Clamp((int)place, 0, DecayedHistogram.Buckets - 1);
    }

    /// <summary>The highest value of a bucket.</summary>
    public double EdgeOf(int bucket) => _edges[bucket];

    /// <summary>The nearest value on the scale.</summary>
    public double Clamp(double value) => Math.Clamp(value, floor, ceiling);
}
