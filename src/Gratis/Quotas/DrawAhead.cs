using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>
/// How far a pool may be spent before the store has to be told again. The store holds a mark ahead of what is spent, so that no
/// request waits for it and no crash loses count; the mark is near, so that a crash costs little.
/// </summary>
internal sealed class DrawAhead(bool waits)
{
    private bool _asked;

    /// <summary>Everything that was ever reserved.</summary>
    public long Drawn { get; private set; }

    /// <summary>How far <see cref="Drawn"/> may go.</summary>
    public long Granted { get; private set; } = waits ? 0 : long.MaxValue;

    /// <summary>From now on the store has to be told ahead.</summary>
    public void Guard() => Granted = Granted == long.MaxValue ? Drawn : Granted;

    /// <summary>Counts a reservation; true when the store has to be asked for more.</summary>
    public bool Draw(long amount, long slice)
    {
        Drawn += amount;
        return (Granted == long.MaxValue || Granted - Drawn <= slice / 2) && Touch();
    }

    /// <summary>Something else changed that the store should know; true when it was not told yet.</summary>
    public bool Touch()
    {
        var first = !_asked;
        _asked = true;
        return first;
    }

    /// <summary>The mark that a record written now stands for.</summary>
    public long Mark(long slice)
    {
        _asked = false;
        return Drawn + slice;
    }

    public void Grant(long mark) => Granted = Math.Max(Granted, mark);

    /// <summary>A fiftieth of a pool that is missed for long, a quarter of one that is whole again soon; never less than one request.</summary>
    public static long SliceOf(QuotaPeriod period, long? amount) => amount is { } limit ? Math.Max(1, limit / (period.IsLong ? 50 : 4)) : 0;
}
