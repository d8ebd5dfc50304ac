using System.Globalization;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;

namespace Gratis.AspNetCore.Providers;

/// <summary>A limit in words: <c>30 requests a minute for each of openai/gpt-oss-120b</c>.</summary>
internal static class LimitWords
{
    private const decimal Nano = 1_000_000_000m;
    private const int MostNames = 3;

    public static string Of(QuotaFacts fact)
    {
        var limit = fact.Limit;
        var words = new List<string> { AmountOf(limit), PeriodOf(limit), ScopeOf(limit) };
        if (limit.ExceptModels.Count > 0)
            words.Add("except " + Names(limit.ExceptModels));
        words.Add(fact.When switch
        {
            QuotaCase.Keyless => "without a key",
            QuotaCase.Keyed => "with a key",
            QuotaCase.Free => "of free models",
            _ => "",
        });
        return string.Join(' ', words.Where(static word => word.Length > 0));
    }

    private static string AmountOf(QuotaLimit limit)
    {
        if (limit.Metric is QuotaMetric.Credits or QuotaMetric.Usd)
            return limit.Amount is { } money ? string.Create(CultureInfo.InvariantCulture, $"{money / Nano:0.##########} USD of credit") : "an unpublished credit";
        var what = limit.Metric switch
        {
            QuotaMetric.Requests => "request",
            QuotaMetric.InputTokens => "input token",
            QuotaMetric.OutputTokens => "output token",
            QuotaMetric.Concurrency => "call",
            _ => "token",
        };
        return limit.Amount is { } amount
            ? string.Create(CultureInfo.InvariantCulture, $"{amount:#,0} {what}{(amount == 1 ? "" : "s")}")
            : $"an unpublished number of {what}s";
    }

    private static string PeriodOf(QuotaLimit limit) => limit.Period switch
    {
        { Unit: PeriodUnit.None } => "at once",
        { Unit: PeriodUnit.Lifetime } => "once",
        { Unit: PeriodUnit.Hour, Count: 1 } => "an hour",
        { Count: 1 } period => $"a {period}",
        var period => $"every {period}",
    };

    private static string ScopeOf(QuotaLimit limit) => limit.Scope switch
    {
        QuotaScope.AccountModel when limit.Models.Count == 0 => "for each model",
        QuotaScope.AccountModel => "for each of " + Names(limit.Models),
        QuotaScope.Egress => "from one address" + Shared(limit),
        QuotaScope.Provider => "over all accounts" + Shared(limit),
        _ => Shared(limit).TrimStart(),
    };

    private static string Shared(QuotaLimit limit) => limit.Models.Count == 0 ? "" : " shared by " + Names(limit.Models);

    private static string Names(IReadOnlyList<string> models) => models.Count <= MostNames
        ? string.Join(", ", models)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", models.Take(MostNames))} and {models.Count - MostNames} more");
}
