using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.AspNetCore.Providers;

/// <summary>What a provider has been asked today, over all its accounts, as the books tally it.</summary>
internal readonly record struct ProviderToday(long Requests, long Tokens)
{
    /// <summary>Of every provider that was ever asked.</summary>
    public static Dictionary<string, ProviderToday> OfAll(IReadOnlyList<PoolReport> pools)
    {
        var days = new Dictionary<string, ProviderToday>(StringComparer.OrdinalIgnoreCase);
        foreach (var pool in pools)
        {
            if (pool is not { Limit: { Scope: QuotaScope.Account, Models.Count: 0 } limit } || limit.Period != QuotaPeriod.Day)
                continue;

            var day = days.GetValueOrDefault(pool.Name.Provider);
            days[pool.Name.Provider] = limit.Metric switch
            {
                QuotaMetric.Requests => day with { Requests = day.Requests + pool.Used },
                QuotaMetric.Tokens => day with { Tokens = day.Tokens + pool.Used },
                _ => day,
            };
        }

        return days;
    }
}
