using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>The pools that one candidate, or one client, draws on together. Grows when an upstream tells of a limit nobody knew.</summary>
internal sealed class QuotaSet(QuotaPool[] pools, Route? route = null, Account? account = null)
{
    /// <summary>More than any provider has; what is beyond is not booked.</summary>
    public const int MaxPools = 16;

    private QuotaPool[] _pools = pools.Length <= MaxPools ? pools : pools[..MaxPools];

    /// <summary>Whose pools these are; null for a client's own.</summary>
    public Route? Route => route;

    /// <summary>The account that spends them; null for a client's own.</summary>
    public Account? Account => account;

    public QuotaPool[] Pools => Volatile.Read(ref _pools);

    /// <summary>True where the size of a call matters: a limit on tokens or money is known.</summary>
    public bool LimitsTokens
    {
        get
        {
            foreach (var pool in Pools)
            {
                if (pool.Amount is not null && pool.Told.Metric is not (QuotaMetric.Requests or QuotaMetric.Concurrency))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Adds a pool; under the ledger's gate.</summary>
    public void Add(QuotaPool pool)
    {
        if (_pools.Length < MaxPools && !_pools.Contains(pool))
            Volatile.Write(ref _pools, [.. _pools, pool]);
    }

    /// <summary>
    /// Whether a call fits now; takes no lock where there is room for certain. Nothing is reserved: another call may be quicker.
    /// </summary>
    public Opening Look(in Demand demand, DateTimeOffset at)
    {
        var now = at.UtcTicks;
        var latest = now;
        QuotaPool? closed = null;
        foreach (var pool in Pools)
        {
            var opens = pool.Look(demand.Of(pool.Metric), demand.IsBackground, now);
            if (Opening.Outlasts(opens, latest, now))
                (latest, closed) = (opens, pool);
        }

        return closed is null ? Opening.Now : Opening.At(latest, closed);
    }

    /// <summary>When something that is left here would be lost, the earliest such instant; ticks.</summary>
    public long LeftoverExpires(long now)
    {
        var earliest = UsageWindow.Never;
        foreach (var pool in Pools)
            earliest = Math.Min(earliest, pool.LeftoverExpires(now));
        return earliest;
    }
}
