namespace Gratis.Load.Client;

/// <summary>Durations in microseconds, as many as fit; bounded, so that a fast gateway cannot fill the memory.</summary>
internal sealed class Samples
{
    private const int Capacity = 2_000_000;

    private readonly int[] _values = new int[Capacity];
    private int _count;

    public void Clear() => _count = 0;

    public void Add(long microseconds)
    {
        if (_count < Capacity)
            _values[_count++] = (int)Math.Min(int.MaxValue, microseconds);
    }

    /// <summary>The value below which this share of the samples lies; 0 without samples.</summary>
    public double Percentile(double share)
    {
        if (_count == 0)
            return 0;
        Array.Sort(_values, 0, _count);
        return _values[(int)((_count - 1) * share)];
    }
}
