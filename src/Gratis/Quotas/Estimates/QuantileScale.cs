namespace Gratis.Quotas.Estimates;

/// <summary>What a <see cref="HighQuantile"/> measures: buckets of equal ratio from floor to ceiling, and how fast it learns.</summary>
/// <param name="Floor">The lowest value, a power of two; lower ones count as it.</param>
/// <param name="Ceiling">The highest value, a power of two; higher ones count as it.</param>
/// <param name="Share">How much of what comes shall not exceed the quantile.</param>
/// <param name="Decay">What is left of a value's weight after each newer one.</param>
/// <param name="Leap">The factor above the quantile at which a value is cut off: so much, at most, can one of them raise it.</param>
internal sealed record QuantileScale(double Floor, double Ceiling, float Share, float Decay, double Leap)
{
    /// <summary>Truth over first guess. One value weighs 5 % of all, so that a single wild one stays within the rest of the share.</summary>
    public static readonly QuantileScale Correction = new(1.0 / 8, 32, 0.93f, 0.95f, 1.5);

    /// <summary>Tokens of one answer. They vary by themselves, so more of them are remembered.</summary>
    public static readonly QuantileScale Answer = new(1, 1 << 20, 0.95f, 0.965f, 2);

    // Lets an edge that went through logarithm and power fall into the bucket that it ends.
    private const double Rounding = 1e-9;

    private readonly double _low = Math.Log2(Floor);
    private readonly double _width = (Math.Log2(Ceiling) - Math.Log2(Floor)) / DecayedHistogram.Buckets;

    /// <summary>The bucket of a value; its upper edge belongs to it.</summary>
    public int BucketOf(double value)
    {
        double place = Math.Ceiling((Math.Log2(Clamp(value)) - _low) / _width - Rounding) - 1;
        return Math.Clamp((int)place, 0, DecayedHistogram.Buckets - 1);
    }

    /// <summary>The highest value of a bucket.</summary>
    public double EdgeOf(int bucket) => Math.Pow(2, _low + (bucket + 1) * _width);

    /// <summary>The nearest value on the scale.</summary>
    public double Clamp(double value) => Math.Clamp(value, Floor, Ceiling);
}
