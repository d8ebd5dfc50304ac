using System.Diagnostics.CodeAnalysis;
using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>Names of counters in one word: <c>UserByModelByDay</c>, <c>GenerateRequestsPerDayPerProjectPerModel-FreeTier</c>.</summary>
internal static class LimitIdentifier
{
    // They count what no pool does.
    private static readonly string[] Foreign = ["Image", "Audio", "Video", "Char", "Search", "Embed", "Byte", "Uncached"];

    public static bool TryRead([NotNullWhen(true)] string? name, out LimitReading reading)
    {
        reading = default;
        if (name is null or { Length: > 128 })
            return false;

        foreach (var word in Foreign)
        {
            if (Has(name, word))
                return false;
        }

        var concurrent = Has(name, "Concurrent");
        var unit = Unit(name);
        if (unit == PeriodUnit.None && !concurrent)
            return false;

        var metric = concurrent ? QuotaMetric.Concurrency
            : Has(name, "InputToken") ? QuotaMetric.InputTokens
            : Has(name, "OutputToken") ? QuotaMetric.OutputTokens
            : Has(name, "Token") ? QuotaMetric.Tokens
            : QuotaMetric.Requests;
        QuotaScope? scope = Has(name, "PerModel") || Has(name, "ByModel") ? QuotaScope.AccountModel
            : Has(name, "PerProject") || Has(name, "User") ? QuotaScope.Account
            : null;
        reading = new LimitReading
        {
            Metric = metric,
            Period = concurrent ? default : new QuotaPeriod(unit),
            Scope = scope,
            Source = LimitSource.Body,
        };
        return true;
    }

    private static PeriodUnit Unit(string name)
    {
        foreach (var unit in (ReadOnlySpan<PeriodUnit>)[PeriodUnit.Second, PeriodUnit.Minute, PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.Week, PeriodUnit.Month])
        {
            if (Follows(name, unit.ToString(), "Per") || Follows(name, unit.ToString(), "By"))
                return unit;
        }

        return PeriodUnit.None;
    }

    private static bool Follows(string name, string unit, string word)
    {
        var at = name.IndexOf(unit, StringComparison.OrdinalIgnoreCase);
        return at >= word.Length && name.AsSpan(at - word.Length).StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
