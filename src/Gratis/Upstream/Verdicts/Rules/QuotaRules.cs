namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>Used-up quotas and rates whose wording or code belongs to one service, and so tells the scope and the clock exactly.</summary>
internal static class QuotaRules
{
    private const On Limits = On.TooMany | On.Payment | On.Forbidden | On.Inside | On.Bad;

    public static readonly Rule[] All =
    [
        // OpenRouter. The minute message advertises "… per day" as well: only these names tell.
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, ["openrouter_free_tier_daily"], ["free-models-per-day"], window: QuotaWindow.UtcDay),
        Rule.For(Limits, Verdict.RateLimited, Reach.Account, ["openrouter_free_tier_minute", "openrouter_free_tier_rpm"], ["free-models-per-min"], window: QuotaWindow.Minute),
        Rule.For(Limits, Verdict.RateLimited, Reach.Route, ["upstream_provider_shared_pool"], ["temporarily rate-limited upstream"]),
        Rule.For(Limits, Verdict.RateLimited, Reach.AccountModel, ["openrouter_in_flight_budget"]),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, phrases: ["budget limit exceeded", "key limit exceeded (daily", "key limit exceeded (weekly", "key limit exceeded (monthly"],
            window: QuotaWindow.Long),

        // Google. "limit: 0" means that this project's tier does not have the model, whatever the retry delay says.
        Rule.For(Limits, Verdict.RateLimited, Reach.Route, ["MODEL_CAPACITY_EXHAUSTED"], ["no capacity available for model"]),
        Rule.For(Limits, Verdict.PaymentWanted, Reach.AccountModel, ["quotaValue:0"], ["limit: 0,", "limit: 0\n"]),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.AccountModel, phrases: ["PerDayPerProjectPerModel", "PerDayPerUserPerProjectPerModel"], window: QuotaWindow.PacificDay),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, phrases: ["PerDayPerProject", "RequestsPerDayPerUser"], window: QuotaWindow.PacificDay),
        Rule.For(Limits, Verdict.RateLimited, Reach.AccountModel, phrases: ["PerMinutePerProjectPerModel", "PerMinutePerUserPerProjectPerModel"]),
        Rule.For(Limits, Verdict.RateLimited, Reach.Account, phrases: ["PerMinutePerProject"]),
        Rule.For(On.Payment, Verdict.PaymentWanted, Reach.Account, ["RESOURCE_EXHAUSTED"]),
        Rule.For(On.TooMany | On.Inside, Verdict.RateLimited, Reach.AccountModel, ["RESOURCE_EXHAUSTED"]),

        // Cloudflare.
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, ["4006", "3036"], ["daily free allocation"], window: QuotaWindow.UtcDay),
        Rule.For(Limits | On.Server, Verdict.RateLimited, Reach.Route, ["3040"], ["no more data centers"]),

        // Zhipu and Z.ai.
        Rule.For(Limits, Verdict.RateLimited, Reach.AccountModel, ["1302", "1303"]),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.AccountModel, ["1304"], window: QuotaWindow.ChinaDay),
        Rule.For(Limits, Verdict.RateLimited, Reach.Route, ["1305", "1312"], ["访问量过大", "该模型当前访问量", "模型繁忙"]),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, ["1308", "1310"], window: QuotaWindow.Long),

        // The rest, a service or two a row.
        Rule.For(Limits, Verdict.QuotaSpent, Reach.AccountModel, phrases: ["exceeded today's quota for model", "exceeded today’s quota for model"], window: QuotaWindow.ChinaDay),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, phrases: ["exceeded today's quota", "exceeded today’s quota"], window: QuotaWindow.ChinaDay),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, phrases: ["trial key"], and: ["/ month", "per month", "calls/month"], window: QuotaWindow.UtcMonth),
        Rule.For(Limits, Verdict.RateLimited, Reach.Account, phrases: ["trial key", "trial token rate limit"], window: QuotaWindow.Minute),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.Account, phrases: ["monthly included credits"], window: QuotaWindow.UtcMonth),
        Rule.For(Limits | On.Unauthorized, Verdict.QuotaSpent, Reach.Account, ["base_resp/2056", "FreeUsageLimitError"],
            ["session usage limit", "hourly usage limit", "daily usage limit", "weekly usage limit", "monthly usage limit", "free usage exceeded", "reached its usage limit",
             "weekly/monthly limit"], window: QuotaWindow.Long),
        Rule.For(Limits, Verdict.QuotaSpent, Reach.AccountModel, ["SetLimitExceeded"], window: QuotaWindow.Long),
        Rule.For(Limits, Verdict.RateLimited, Reach.Account,
            ["AccountRateLimitExceeded", "APIAccountRpmRateLimitExceeded", "APIAccountTpmRateLimitExceeded", "InflightBatchsizeExceeded", "RequestBurstTooFast"]),
        Rule.For(Limits, Verdict.RateLimited, Reach.Route, ["ServerOverloaded", "queue_exceeded", "engine_overloaded_error", "overloaded_error"], ["service tier capacity exceeded"]),
        Rule.For(Limits, Verdict.RateLimited, Reach.AccountModel,
            ["Throttling.RateQuota", "Throttling.BurstRate", "Throttling.AllocationQuota", "Throttling", "rate_limit_reached_error", "base_resp/1002", "base_resp/1039", "11202", "11203",
             "ModelAccountRpmRateLimitExceeded", "ModelAccountTpmRateLimitExceeded"],
            ["requests rate limit exceeded", "allocated quota exceeded, please increase", "request rate increased too quickly", "current requests list"]),
    ];
}
