namespace Gratis.Workload.Run;

/// <summary>What the agents saw, counted as it happened.</summary>
internal sealed class Score
{
    // By the millisecond, so that every percentile is exact; no call waits longer than two minutes.
    private readonly long[] _waits = new long[120_001];

    public long Asked { get; private set; }

    public long Served { get; private set; }

    /// <summary>Calls that were told to come back later.</summary>
    public long Later { get; private set; }

    /// <summary>Calls that ended in any other error.</summary>
    public long Failed { get; private set; }

    public void Ask() => Asked++;

    public void End(Policies.Outcome outcome)
    {
        if (outcome.IsServed)
        {
            Served++;
            _waits[(int)Math.Clamp(Math.Round(outcome.Wait.TotalMilliseconds), 0, _waits.Length - 1)]++;
        }
        else if (outcome.Status == 429)
        {
            Later++;
        }
        else
        {
            Failed++;
        }
    }

    /// <summary>The wait that a share of the served did not exceed, in seconds.</summary>
    public double Wait(double share)
    {
        var rank = (long)Math.Ceiling(Served * share);
        var seen = 0L;
        for (var i = 0; i < _waits.Length; i++)
        {
            seen += _waits[i];
            if (seen >= rank && seen > 0)
                return i / 1000.0;
        }

        return 0;
    }
}
