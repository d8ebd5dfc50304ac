using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>Which pool an upstream's figure is about.</summary>
internal static class ReadingMatch
{
    /// <summary>The pool, or null when none of these can be meant.</summary>
    public static QuotaPool? Find(QuotaPool[] pools, in LimitReading reading)
    {
        QuotaPool? best = null;
        var bestScore = 0;
        foreach (var pool in pools)
        {
            var score = Score(pool, reading);
            if (score > bestScore)
                (best, bestScore) = (pool, score);
        }

        return best;
    }

    /// <summary>Zero: not this one. Of several the one whose figure agrees is meant, then the narrowest.</summary>
    private static int Score(QuotaPool pool, in LimitReading reading)
    {
        var told = pool.Told;
        if (told.Metric != reading.Metric || (reading.Scope is { } scope && !Suits(scope, told.Scope)))
            return 0;

        // What is only tallied is nobody's limit until somebody says whose.
        if (pool.Amount is null && told.Scope != QuotaScope.AccountModel && reading.Scope is null)
            return 0;

        var agrees = reading.Limit is { } limit && pool.Amount == limit;
        if (reading.Period.Unit == PeriodUnit.None && reading.Metric != QuotaMetric.Concurrency)
        {
            // A figure without a window fits only the pool that holds exactly so much.
            return agrees ? 10 + Narrowness(told.Scope) : 0;
        }

        if (reading.Metric != QuotaMetric.Concurrency && told.Period != reading.Period)
            return 0;
        return (agrees ? 20 : pool.Amount is null ? 1 : 5) + Narrowness(told.Scope);
    }

    private static bool Suits(QuotaScope said, QuotaScope told) =>
        said == told || (said == QuotaScope.Account && told is QuotaScope.ModelClass or QuotaScope.Provider or QuotaScope.Egress);

    private static int Narrowness(QuotaScope scope) => scope switch
    {
        QuotaScope.AccountModel => 3,
        QuotaScope.ModelClass => 2,
        QuotaScope.Account => 1,
        _ => 0,
    };
}
