using System.Runtime.CompilerServices;

namespace Gratis.Quotas;

/// <summary>
/// What one call has set aside in every pool it draws on. To be settled or refunded exactly once; a second time does nothing.
/// A value, so that booking a call allocates nothing: it lives in whoever makes the call, and is passed by reference.
/// </summary>
internal struct Reservation
{
    internal QuotaSet? Set;
    internal QuotaPool[]? Pools;
    internal Demand Demand;
    internal PoolMarks Drawn;
    internal PoolMarks CountedBefore;
    internal long At;
    internal long Counted;
    internal long Answered;

    /// <summary>False for none, and for one that is settled.</summary>
    public readonly bool IsOpen => Pools is not null;

    /// <summary>Whether it outlives a crash already.</summary>
    public readonly bool IsKept
    {
        get
        {
            var pools = Pools ?? [];
            for (var i = 0; i < pools.Length; i++)
            {
                if (!pools[i].IsKept(Drawn[i]))
                    return false;
            }

            return true;
        }
    }

    /// <summary>Has the store told at once of whatever does not outlive a crash yet.</summary>
    internal readonly void Urge()
    {
        var pools = Pools ?? [];
        for (var i = 0; i < pools.Length; i++)
        {
            if (!pools[i].IsKept(Drawn[i]))
                pools[i].Urge();
        }
    }

    /// <summary>Whether others have taken in the meantime what was set aside here: then the call must not be sent.</summary>
    public readonly bool IsRefused
    {
        get
        {
            var pools = Pools ?? [];
            for (var i = 0; i < pools.Length; i++)
            {
                if (pools[i].IsRefused(Drawn[i]))
                    return true;
            }

            return false;
        }
    }
}

/// <summary>Of each pool, a figure as it was when the call was reserved.</summary>
[InlineArray(QuotaSet.MaxPools)]
internal struct PoolMarks
{
    private long _first;
}
