using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.AspNetCore.Usage;

/// <summary>What the long limits of one provider, a day or longer, leave of one metric; null: none is known.</summary>
/// <param name="Left">What remains.</param>
/// <param name="Limit">Of how much.</param>
/// <param name="ResetsAt">When the first of them begins anew.</param>
internal readonly record struct Allowance(long? Left, long? Limit, DateTimeOffset? ResetsAt)
{
    public static Allowance Sum(Allowance one, Allowance other) =>
        new(one.Left + other.Left ?? one.Left ?? other.Left, one.Limit + other.Limit ?? one.Limit ?? other.Limit, Earlier(one.ResetsAt, other.ResetsAt));

    public static Allowance Tighter(Allowance one, Allowance other) => one.Left is null || other.Left < one.Left ? other : one;

    public static Allowance Of(PoolReport pool) => new(pool.Remaining, pool.Amount, pool.ResetsAt);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}

/// <summary>What a provider's free tiers leave, over all its accounts.</summary>
internal sealed record CapacityLeft(string Provider, Allowance Requests, Allowance Tokens)
{
    /// <summary>Of every provider that has a long limit of which somebody knows the amount.</summary>
    public static IReadOnlyList<CapacityLeft> OfAll(IReadOnlyList<PoolReport> pools) =>
    [
        .. pools.Where(IsLong).GroupBy(pool => pool.Name.Provider, StringComparer.OrdinalIgnoreCase)
            .Select(provider => new CapacityLeft(provider.Key, Of(provider, QuotaMetric.Requests), Of(provider, QuotaMetric.Tokens)))
            .OrderBy(provider => provider.Provider, StringComparer.Ordinal),
    ];

    public DateTimeOffset? ResetsAt => Requests.ResetsAt is null || Tokens.ResetsAt < Requests.ResetsAt ? Tokens.ResetsAt ?? Requests.ResetsAt : Requests.ResetsAt;

    /// <summary>
    /// What all accounts leave together, and not more than what holds over all of them. Of one account its own limit counts; only where it
    /// has none do the limits of its models add up.
    /// </summary>
    private static Allowance Of(IEnumerable<PoolReport> pools, QuotaMetric metric)
    {
        var (whole, sum) = (default(Allowance), default(Allowance));
        foreach (var account in pools.Where(pool => pool.Limit.Metric == metric).GroupBy(pool => pool.Name.Account))
        {
            var wide = Tightest(account.Where(pool => pool.Name.Models.Count == 0));
            var own = wide.Left is not null ? wide
                : account.GroupBy(pool => string.Join('\n', pool.Name.Models)).Select(Tightest).Aggregate(default(Allowance), Allowance.Sum);
            if (account.Key is null)
                whole = own;
            else
                sum = Allowance.Sum(sum, own);
        }

        return sum.Left is null ? whole : Allowance.Tighter(sum, whole.Left is null ? sum : whole);
    }

    private static Allowance Tightest(IEnumerable<PoolReport> pools) => pools.Select(Allowance.Of).Aggregate(default(Allowance), Allowance.Tighter);

    private static bool IsLong(PoolReport pool) =>
        pool is { Amount: not null, Remaining: not null, Limit.Metric: QuotaMetric.Requests or QuotaMetric.Tokens, Limit.Scope: not (QuotaScope.ClientKey or QuotaScope.Budget) }
        && pool.Limit.Period.Length >= QuotaPeriod.Day.Length
        && !pool.Name.Id.Contains("/probes:", StringComparison.Ordinal);
}
