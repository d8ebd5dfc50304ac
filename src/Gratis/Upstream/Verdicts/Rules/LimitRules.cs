namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>Limits in everybody's words: asked last, when nothing more exact has spoken.</summary>
internal static class LimitRules
{
    public static readonly Rule[] All =
    [
        // Capacity is the model's own, for whoever asks. On a 5xx the same words are plain failure.
        Rule.For(On.TooMany | On.Bad | On.Inside, Verdict.RateLimited, Reach.Route,
            ["flex_tier_capacity_exceeded", "capacity_exceeded"],
            ["overloaded", "high traffic", "capacity exceeded", "at capacity", "over capacity", "no capacity", "high demand", "model is busy", "server is busy", "system busy",
             "too busy", "currently experiencing", "服务器繁忙", "系统繁忙", "模型过载", "负载"]),
        Rule.For(On.TooMany | On.Inside, Verdict.QuotaSpent, Reach.Account, phrases: ["per account", "for your account", "account-wide", "across all models", "organization-wide"],
            and: ["per day", "daily", "per month", "monthly", "per week", "weekly"], window: QuotaWindow.Long),
        Rule.For(On.TooMany | On.Inside, Verdict.RateLimited, Reach.Account,
            phrases: ["per account", "for your account", "account-wide", "account rate limit", "across all models", "organization-wide", "global rate limit", "for this api key", "per api key",
                "for ip", "per ip", "your ip", "anonymous"]),
        Rule.For(On.TooMany | On.Inside, Verdict.QuotaSpent, Reach.AccountModel,
            ["rpd_rate_limit_exceeded", "tpd_rate_limit_exceeded"],
            ["per day", "per-day", "daily", "per week", "weekly", "per month", "monthly", "(rpd)", "(tpd)", "rpd limit", "tpd limit", "86400s", "bymodelbyday",
             "today's quota", "今日", "当日", "每日", "每天", "本月", "额度已用", "配额已用"], window: QuotaWindow.Long),
        Rule.For(On.Bad | On.Server | On.Inside | On.Forbidden, Verdict.RateLimited, Reach.AccountModel,
            ["rate_limit_exceeded", "rate_limit_error", "rate_limited", "too_many_requests", "rpm_rate_limit_exceeded", "tpm_rate_limit_exceeded"],
            ["rate limit exceeded", "rate limit reached", "too many requests", "current rate limit", "exceeded your rate limit", "请求过于频繁", "速率限制", "触发限流"]),
    ];
}
