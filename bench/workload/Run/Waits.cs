namespace Gratis.Workload.Run;

/// <summary>How long calls waited, by the millisecond, so that every percentile is exact.</summary>
internal sealed class Waits
{
    // No call lasts longer than two minutes.
    private readonly long[] _counts = new long[120_001];
    private long _total;

    public void Add(TimeSpan wait)
    {
        _counts[(int)Math.Clamp(Math.Round(wait.TotalMilliseconds), 0, _counts.Length - 1)]++;
        _total++;
    }

    /// <summary>The wait that this share of the calls did not exceed, in seconds; null without any calls.</summary>
    public double? Share(double share)
    {
        if (_total == 0)
            return null;

        var rank = Math.Max(1, (long)Math.Ceiling(_total * share));
        var milliseconds = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[milliseconds])
            milliseconds++;
        return milliseconds / 1000.0;
    }
}
