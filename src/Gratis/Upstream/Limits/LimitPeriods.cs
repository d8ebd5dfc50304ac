using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>The words for window lengths.</summary>
internal static class LimitPeriods
{
    /// <summary>The unit of a lower-case word: <c>minute</c>, <c>daily</c>; none for any other.</summary>
    public static PeriodUnit Unit(ReadOnlySpan<char> word) => word switch
    {
        "second" or "sec" or "s" => PeriodUnit.Second,
        "minute" or "min" or "minutely" or "m" => PeriodUnit.Minute,
        "hour" or "hourly" or "hr" or "h" => PeriodUnit.Hour,
        "day" or "daily" or "d" => PeriodUnit.Day,
        "week" or "weekly" => PeriodUnit.Week,
        "month" or "monthly" => PeriodUnit.Month,
        _ => PeriodUnit.None,
    };

    /// <summary>The metric and window of a lower-case abbreviation: <c>rpm</c>, <c>tpd</c>, <c>itpm</c>.</summary>
    public static bool TryAbbreviation(ReadOnlySpan<char> word, out QuotaMetric metric, out QuotaPeriod period)
    {
        metric = default;
        period = default;
        if (word.Length is not (3 or 4) || word[^2] != 'p' || Unit(word[^1..]) is var unit && unit == PeriodUnit.None)
            return false;

        period = new QuotaPeriod(unit);
        switch (word[..^2])
        {
            case "r":
                metric = QuotaMetric.Requests;
                return true;
            case "t":
                metric = QuotaMetric.Tokens;
                return true;
            case "it":
                metric = QuotaMetric.InputTokens;
                return true;
            case "ot":
                metric = QuotaMetric.OutputTokens;
                return true;
            default:
                return false;
        }
    }
}
