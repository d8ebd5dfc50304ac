using Gratis.Simulator.Limits;

namespace Gratis.Workload.Tiers;

/// <summary>How many calls of average size a world can serve in an average day. An estimate: it only sets the scale of the demand.</summary>
internal static class Capacity
{
    public static double CallsPerDay(TierMap map, double inputTokens, double outputTokens)
    {
        var total = 0.0;
        foreach (var provider in map.Providers)
        {
            var offers = map.Offers.Where(offer => offer.Provider == provider).ToArray();
            var calls = offers.Sum(offer => offer.Pools.Where(pool => pool.Models.Count == 1).Select(PerDay(offer)).Append(double.MaxValue / 1000).Min());
            foreach (var shared in offers.SelectMany(offer => offer.Pools.Where(pool => pool.Models.Count > 1).Select(pool => (pool, offer))))
                calls = Math.Min(calls, PerDay(shared.offer)(shared.pool));
            total += calls;
        }

        return total;

        Func<TierPool, double> PerDay(Offer offer) => pool => pool.Limit.Metric switch
        {
            LimitMetric.Concurrency => pool.Limit.Amount * TimeSpan.FromDays(1).TotalSeconds / Seconds(offer),
            LimitMetric.Requests => Flow(pool),
            LimitMetric.InputTokens => Flow(pool) / inputTokens,
            _ => Flow(pool) / (inputTokens + outputTokens),
        };

        double Seconds(Offer offer) => offer.Provider.Pace.FirstToken.TotalSeconds + (outputTokens / offer.Provider.Pace.TokensPerSecond);
    }

    private static double Flow(TierPool pool) => pool.Limit.Amount * (TimeSpan.FromDays(1) / pool.Length);
}
