namespace Gratis.Quotas.Estimates;

/// <summary>
/// What most of the recent values do not exceed. It starts from a belief that counts as one value; readers see a number that is always
/// whole and never wait for writers.
/// </summary>
internal sealed class HighQuantile
{
    // Any more, and there would be too few values left to tell a quantile from.
    private const int LongestAge = 3;

    private readonly QuantileScale _scale;
    private readonly Lock _gate = new();
    private DecayedHistogram _seen;
    private double _value;
    private long _clock;

    public HighQuantile(QuantileScale scale, double belief)
    {
        _scale = scale;
        _value = scale.Clamp(belief);
        _seen.Add(scale.BucketOf(_value), 1);
    }

    /// <summary>The quantile; rounded up to its bucket's end once something has been seen.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>
    /// Takes a value in. Only the high side needs a bound against wild ones: how far low the low ones are does not move a high quantile.
    /// </summary>
    /// <param name="value">What was seen.</param>
    /// <param name="clock">Counts what it is one of, where it is one of many: what is seen seldom grows old faster by its own count.</param>
    public void Record(double value, long clock = 0)
    {
        lock (_gate)
        {
            int age = (int)Math.Clamp(clock - _clock, 1, LongestAge);
            _clock = Math.Max(_clock, clock);
            _seen.Add(_scale.BucketOf(Math.Min(value, _value * _scale.Leap)), age == 1 ? _scale.Decay : MathF.Pow(_scale.Decay, age));
            Volatile.Write(ref _value, _scale.EdgeOf(_seen.Quantile(_scale.Share)));
        }
    }
}
