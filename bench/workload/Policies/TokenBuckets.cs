using Gratis.Simulator.Limits;
using Gratis.Workload.Agents;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>
/// A limiter for each published limit, as libraries for this offer them: a bucket that refills continuously, whatever clock the provider
/// keeps. Tokens are the body's bytes by four. A 429 lets the model rest for a minute all the same.
/// </summary>
internal sealed class TokenBuckets(TierMap map) : IRule
{
    private readonly ModelRest _rest = new(map);
    private readonly Bucket[][] _buckets = BucketsOf(map);

    public DateTimeOffset OpensAt(Offer offer, in AgentCall call, DateTimeOffset now)
    {
        var opens = _rest.OpensAt(offer, call, now);
        foreach (var bucket in _buckets[offer.Index])
        {
            var room = bucket.OpensAt(call, now);
            if (room > opens)
                opens = room;
        }

        return opens;
    }

    public void Sent(Offer offer, in AgentCall call, DateTimeOffset now)
    {
        foreach (var bucket in _buckets[offer.Index])
            bucket.Take(call, now);
    }

    public void Ended(Offer offer, Reply reply, DateTimeOffset now)
    {
        _rest.Ended(offer, reply, now);
        foreach (var bucket in _buckets[offer.Index])
            bucket.End();
    }

    private static Bucket[][] BucketsOf(TierMap map)
    {
        var shared = new Dictionary<string, Bucket>(StringComparer.Ordinal);
        foreach (var pool in map.Pools)
            shared.Add(pool.Id, new Bucket(pool));
        return [.. map.Offers.Select(offer => offer.Pools.Select(pool => shared[pool.Id]).ToArray())];
    }

    private sealed class Bucket(TierPool pool)
    {
        private readonly double _perTick = (double)pool.Limit.Amount / pool.Length.Ticks;
        private readonly bool _isConcurrency = pool.Limit.Metric is LimitMetric.Concurrency;
        private double _level = pool.Limit.Amount;
        private DateTimeOffset _at = DateTimeOffset.MaxValue;

        public DateTimeOffset OpensAt(in AgentCall call, DateTimeOffset now)
        {
            Refill(now);
            var cost = CostOf(call);
            if (cost <= _level)
                return now;
            if (_isConcurrency)
                return now.AddSeconds(1);
            return cost > pool.Limit.Amount ? DateTimeOffset.MaxValue : now.AddTicks((long)Math.Ceiling((cost - _level) / _perTick));
        }

        public void Take(in AgentCall call, DateTimeOffset now)
        {
            Refill(now);
            _level -= CostOf(call);
        }

        public void End() => _level += _isConcurrency ? 1 : 0;

        private long CostOf(in AgentCall call) =>
            pool.Limit.Metric is LimitMetric.Tokens or LimitMetric.InputTokens ? call.Body.Length / 4 : 1;

        private void Refill(DateTimeOffset now)
        {
            if (!_isConcurrency && now > _at)
                _level = Math.Min(pool.Limit.Amount, _level + ((now - _at).Ticks * _perTick));
            _at = now;
        }
    }
}
