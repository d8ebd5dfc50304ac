using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>What account endpoints say, and what asking them costs.</summary>
internal sealed partial class QuotaLedger
{
    private static readonly QuotaLimit OfProbes = new()
    {
        Scope = QuotaScope.Account,
        Metric = QuotaMetric.Requests,
        Period = QuotaPeriod.Day,
        Amount = 24,
        Evidence = new LimitEvidence(LimitSource.Facts, null, 1),
    };

    /// <summary>A call on this set was answered. Called outside the gate.</summary>
    public Action<QuotaSet>? Used { get; set; }

    /// <summary>A long pool of this set refused a call. Called outside the gate.</summary>
    public Action<QuotaSet>? Walled { get; set; }

    /// <summary>What questions to an account endpoint are booked in.</summary>
    public QuotaSet SetForProbes(Provider provider, Account account)
    {
        lock (_gate.Lock)
            return new QuotaSet([Pool(OfProbes, PoolName.OfProbes(OfProbes, provider, account))]);
    }

    /// <summary>Before an account endpoint is asked: how everything stands that its answer may be about.</summary>
    public BalanceMarks Mark(Route route, Account account, DateTimeOffset at)
    {
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            var pools = new List<QuotaPool>();

            // Also what the route itself does not draw on: a paid model may be the first that is asked for.
            foreach (var limit in route.Provider.Limits.Concat(route.Limits).Concat(OfEveryAccount))
            {
                if (limit.Scope is QuotaScope.Account or QuotaScope.ModelClass)
                    Add(pools, Watching(limit, route, account));
            }

            return new BalanceMarks([.. pools], [.. pools.Select(pool => pool.Mark(now))]);
        }
    }

    /// <summary>Takes up what the endpoint answered.</summary>
    public void Learn(BalanceMarks asked, ReadOnlySpan<LimitReading> readings, DateTimeOffset at)
    {
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            foreach (ref readonly var reading in readings)
            {
                if (ReadingMatch.Find(asked.Pools, reading) is { } pool)
                    pool.LearnBalance(reading, asked.Marks[Array.IndexOf(asked.Pools, pool)], now);
            }
        }

        Freed?.Invoke();
    }
}
