using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>
/// How far a pool may be spent before the store has to be told again. The store holds a mark ahead of what is spent, so that no
/// request waits for it and no crash loses count; the mark is near, so that a crash costs little.
/// </summary>
internal sealed class DrawAhead
{
    private long _granted = long.MaxValue;
    private long _refused;
    private long _ends = long.MaxValue;
    private bool _isAsked;
    private bool _isUrged;

    /// <summary>Everything that was ever reserved.</summary>
    public long Drawn { get; private set; }

    /// <summary>How far <see cref="Drawn"/> may go; read without the gate.</summary>
    public long Granted => Volatile.Read(ref _granted);

    /// <summary>Whether the store has to be told ahead.</summary>
    public bool IsGuarded => Granted != long.MaxValue;

    /// <summary>What was granted may be spent no longer, as of this timestamp; never where nobody else draws.</summary>
    public bool HasLapsed(long timestamp) => IsGuarded && timestamp > Volatile.Read(ref _ends);

    /// <summary>Whether the store has said no to this draw. Read without the gate.</summary>
    public bool IsRefused(long mark) => mark > Granted && mark <= Volatile.Read(ref _refused);

    /// <summary>From now on the store has to be told ahead, or no longer.</summary>
    public void Guard(bool isGuarded)
    {
        if (isGuarded != IsGuarded)
            Volatile.Write(ref _granted, isGuarded ? Drawn : long.MaxValue);
    }

    /// <summary>Counts a reservation; true when somebody has to wait for the store, or would soon.</summary>
    public bool Draw(long amount, long slice)
    {
        Drawn += amount;
        return IsGuarded && Granted - Drawn <= slice / 2;
    }

    /// <summary>The store has something to write; true when it was not told yet, or not how urgent it is.</summary>
    public bool Ask(bool isUrgent)
    {
        var isNews = !_isAsked || (isUrgent && !_isUrged);
        _isAsked = true;
        _isUrged |= isUrgent;
        return isNews;
    }

    /// <summary>The mark that a record written now stands for.</summary>
    public long Mark(long slice)
    {
        _isAsked = _isUrged = false;
        return Drawn + slice;
    }

    public void Grant(long mark) => Volatile.Write(ref _granted, Math.Max(_granted, mark));

    /// <summary>As <see cref="Grant(long)"/>, for a while, and no for what was drawn beyond it.</summary>
    public void Grant(long mark, long refused, long ends)
    {
        Grant(mark);
        Volatile.Write(ref _refused, Math.Max(_refused, refused));
        Volatile.Write(ref _ends, ends);
    }

    /// <summary>Nothing beyond this mark is granted any longer: others are about to be told so.</summary>
    public void Lower(long mark)
    {
        if (IsGuarded)
            Volatile.Write(ref _granted, Math.Min(_granted, mark));
    }

    /// <summary>What was drawn is free again, and stays granted: for pools of what is held at the same time.</summary>
    public void Release(long amount)
    {
        if (IsGuarded)
            Volatile.Write(ref _granted, _granted + amount);
    }

    /// <summary>A fiftieth of a pool that is missed for long, a quarter of one that is whole again soon; never less than one request.</summary>
    public static long SliceOf(QuotaPeriod period, long? amount) => amount is { } limit ? Math.Max(1, limit / (period.IsLong ? 50 : 4)) : 0;
}
