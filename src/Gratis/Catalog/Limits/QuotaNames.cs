using System.Globalization;

namespace Gratis.Catalog.Limits;

/// <summary>How quotas are spelled in ids, answers and the console.</summary>
internal static class QuotaNames
{
    public static string ShortName(QuotaMetric metric, QuotaPeriod period)
    {
        if (metric == QuotaMetric.Concurrency)
            return "concurrency";

        var count = period.Count == 1 ? "" : period.Count.ToString(CultureInfo.InvariantCulture);
        var per = period.Unit switch
        {
            PeriodUnit.Second => "s",
            PeriodUnit.Minute => "m",
            PeriodUnit.Hour => "h",
            PeriodUnit.Day => "d",
            PeriodUnit.Week => "w",
            PeriodUnit.Month => "mo",
            _ => "life",
        };
        var what = metric switch
        {
            QuotaMetric.Requests => "r",
            QuotaMetric.Tokens => "t",
            QuotaMetric.InputTokens => "it",
            QuotaMetric.OutputTokens => "ot",
            _ => "usd",
        };
        return $"{what}p{count}{per}";
    }

    public static string Spell(this QuotaMetric metric) => metric switch
    {
        QuotaMetric.Requests => "requests",
        QuotaMetric.Tokens => "tokens",
        QuotaMetric.InputTokens => "input_tokens",
        QuotaMetric.OutputTokens => "output_tokens",
        QuotaMetric.Credits => "credits",
        QuotaMetric.Usd => "usd",
        _ => "concurrency",
    };

    public static string Spell(this QuotaScope scope) => scope switch
    {
        QuotaScope.AccountModel => "account_model",
        QuotaScope.ModelClass => "model_class",
        QuotaScope.Account => "account",
        QuotaScope.Egress => "egress",
        QuotaScope.Provider => "provider",
        QuotaScope.Budget => "budget",
        _ => "client_key",
    };

    public static string Spell(this LimitSource source) => source.ToString().ToLowerInvariant();
}
