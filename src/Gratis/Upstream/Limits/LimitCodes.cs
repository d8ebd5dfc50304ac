using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>Codes and set phrases that name a counter and no figure.</summary>
internal static class LimitCodes
{
    private static readonly Entry[] Codes =
    [
        // Zhipu and Z.ai. 1303 and 1305 name no counter of the account: a pace, and an overload.
        new("1302", QuotaMetric.Concurrency, PeriodUnit.None, QuotaScope.AccountModel),
        new("1304", QuotaMetric.Requests, PeriodUnit.Day, QuotaScope.AccountModel),

        // Volcengine.
        new("ModelAccountRpmRateLimitExceeded", QuotaMetric.Requests, PeriodUnit.Minute, QuotaScope.AccountModel),
        new("ModelAccountTpmRateLimitExceeded", QuotaMetric.Tokens, PeriodUnit.Minute, QuotaScope.AccountModel),
        new("APIAccountRpmRateLimitExceeded", QuotaMetric.Requests, PeriodUnit.Minute, QuotaScope.Account),
        new("APIAccountTpmRateLimitExceeded", QuotaMetric.Tokens, PeriodUnit.Minute, QuotaScope.Account),

        // Qianfan and whoever spells it the same way.
        new("rpm_rate_limit_exceeded", QuotaMetric.Requests, PeriodUnit.Minute, null),
        new("tpm_rate_limit_exceeded", QuotaMetric.Tokens, PeriodUnit.Minute, null),
        new("rpd_rate_limit_exceeded", QuotaMetric.Requests, PeriodUnit.Day, null),
        new("tpd_rate_limit_exceeded", QuotaMetric.Tokens, PeriodUnit.Day, null),
    ];

    // The first that is found speaks: the longer stands before the shorter it contains.
    private static readonly Entry[] Phrases =
    [
        new("exceeded today's quota for model", QuotaMetric.Requests, PeriodUnit.Day, QuotaScope.AccountModel),
        new("exceeded today’s quota for model", QuotaMetric.Requests, PeriodUnit.Day, QuotaScope.AccountModel),
        new("exceeded today's quota", QuotaMetric.Requests, PeriodUnit.Day, QuotaScope.Account),
        new("exceeded today’s quota", QuotaMetric.Requests, PeriodUnit.Day, QuotaScope.Account),
        new("monthly included credits", QuotaMetric.Credits, PeriodUnit.Month, QuotaScope.Account),
        new("每分钟请求", QuotaMetric.Requests, PeriodUnit.Minute, null),
        new("并发数", QuotaMetric.Concurrency, PeriodUnit.None, null),
    ];

    public static bool Read(ErrorBody body, DateTimeOffset now, ref LimitReadings readings)
    {
        if (Find(body) is not { } entry)
            return false;

        QuotaPeriod period = entry.Unit == PeriodUnit.None ? default : new(entry.Unit);
        var reset = entry.Metric == QuotaMetric.Concurrency ? null : ResetParser.FromText(body.Text, now, ResetParser.Day, resetsOnly: true);
        readings.Add(new LimitReading
        {
            Metric = entry.Metric,
            Period = period,
            Scope = entry.Scope,
            Remaining = 0,
            ResetsAt = reset is { } at && LimitFigures.Fits(at - now, period) ? at : null,
            Source = LimitSource.Body,
        });
        return true;
    }

    private static Entry? Find(ErrorBody body)
    {
        foreach (var entry in Codes)
        {
            foreach (var code in body.Codes)
            {
                if (code.Equals(entry.Words, StringComparison.OrdinalIgnoreCase))
                    return entry;
            }
        }

        foreach (var entry in Phrases)
        {
            if (body.Text.Contains(entry.Words, StringComparison.OrdinalIgnoreCase))
                return entry;
        }

        return null;
    }

    private sealed record Entry(string Words, QuotaMetric Metric, PeriodUnit Unit, QuotaScope? Scope);
}
