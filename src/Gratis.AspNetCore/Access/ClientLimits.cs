using Gratis.Catalog.Limits;
using Gratis.Stores;

namespace Gratis.AspNetCore.Access;

/// <summary>A client's limits as the ledger books them. Minutes roll, days are those of UTC.</summary>
internal static class ClientLimits
{
    /// <summary>What is known the moment a request comes: that it is one, and that it is under way.</summary>
    public static IReadOnlyList<QuotaLimit> OfCalls(ClientKeyLimits limits) =>
    [
        .. Limit(QuotaMetric.Requests, QuotaPeriod.Minute, limits.Rpm),
        .. Limit(QuotaMetric.Requests, QuotaPeriod.Day, limits.Rpd),
        .. Limit(QuotaMetric.Concurrency, default, limits.Concurrency),
    ];

    /// <summary>What is known only once the request has been read.</summary>
    public static IReadOnlyList<QuotaLimit> OfTokens(ClientKeyLimits limits) =>
    [
        .. Limit(QuotaMetric.Tokens, QuotaPeriod.Minute, limits.Tpm),
        .. Limit(QuotaMetric.Tokens, QuotaPeriod.Day, limits.Tpd),
    ];

    private static QuotaLimit[] Limit(QuotaMetric metric, QuotaPeriod period, long? amount) => amount is null ? [] :
    [
        new()
        {
            Scope = QuotaScope.ClientKey,
            Metric = metric,
            Period = period,
            Clock = period == QuotaPeriod.Day ? QuotaClock.Utc : QuotaClock.Rolling,
            Amount = amount,
            Evidence = LimitEvidence.Owner,
        },
    ];
}
