namespace Gratis.Quotas.Estimates;

/// <summary>
/// What most of the recent values do not exceed. It starts from a belief that counts as one value; readers see a number that is always
/// whole and never wait for writers.
/// </summary>
internal sealed class HighQuantile
{
    private readonly QuantileScale _scale;
    private readonly Lock _gate = new();
    private DecayedHistogram _seen;
    private double _value;

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
    public void Record(double value)
    {
        lock (_gate)
        {
            _seen.Add(_scale.BucketOf(Math.Min(value, _value * _scale.Leap)), _scale.Decay);
            Volatile.Write(ref _value, _scale.EdgeOf(_seen.Quantile(_scale.Share)));
        }
    }
}
