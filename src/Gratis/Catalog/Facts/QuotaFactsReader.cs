using System.Globalization;
using Gratis.Catalog.Limits;

namespace Gratis.Catalog.Facts;

/// <summary>Reads what a file of facts says about limits.</summary>
internal static class QuotaFactsReader
{
    private const decimal CreditsInUsd = 1_000_000_000;

    private static readonly string[] Keys =
        ["scope", "models", "except", "metric", "amount", "per", "clock", "zone", "when", "confidence", "as_of"];

    private static readonly string[] Scopes = ["model", "class", "account", "egress", "provider"];
    private static readonly string[] Metrics = [.. Enum.GetValues<QuotaMetric>().Select(QuotaNames.Spell)];
    private static readonly string[] Units = ["second", "minute", "hour", "day", "week", "month", "lifetime"];

    /// <summary>One entry of <c>quotas</c>; what it does not say of its evidence is that of the file.</summary>
    public static QuotaFacts Read(FactsNode quota, FactsEvidence file)
    {
        quota.AllowOnly(Keys);
        var metric = (QuotaMetric)quota.Choice("metric", Metrics);
        var period = Period(quota, metric);
        var limit = new QuotaLimit
        {
            Scope = (QuotaScope)quota.Choice("scope", Scopes),
            Metric = metric,
            Amount = quota.Has("amount") ? Amount(quota, metric) : null,
            Period = period,
            Clock = Clock(quota, period),
            Models = quota.List("models", FactsPatterns.IsModelPattern, "a model id, * standing for anything"),
            ExceptModels = quota.List("except", FactsPatterns.IsModelPattern, "a model id, * standing for anything"),
            Evidence = Evidence(quota, file),
        };
        var when = quota.Has("when") ? (QuotaCase)(quota.Choice("when", "free", "keyless", "keyed") + 1) : QuotaCase.Always;
        return limit is { Scope: QuotaScope.ModelClass, Models.Count: 0 } && when != QuotaCase.Free
            ? throw quota.Error("models", "a class is told by its models, or by when: free; without either it is the account")
            : new QuotaFacts(limit, when);
    }

    /// <summary>How calls are counted that were not served.</summary>
    public static CallCounting Counting(FactsNode counting)
    {
        counting.AllowOnly("failures", "refusals", "walls", "reserves_max_tokens");
        var usual = CallCounting.Default;
        return new CallCounting(
            counting.Flag("failures", usual.CountsFailures),
            counting.Flag("refusals", usual.CountsRefusals),
            counting.Flag("walls", usual.CountsWalls),
            counting.Flag("reserves_max_tokens", usual.ReservesMaxTokens));
    }

    /// <summary>Where it tells what is left.</summary>
    public static BalanceFacts Balance(FactsNode balance)
    {
        balance.AllowOnly("path", "style");
        return new BalanceFacts(
            balance.Path("path", fallback: null) ?? throw balance.Error("path", "is missing"),
            (BalanceStyle)balance.Choice("style", "openrouter", "deepseek", "moonshot", "siliconflow", "novita", "modelscope", "ollama"));
    }

    private static long Amount(FactsNode quota, QuotaMetric metric)
    {
        var text = quota.Text("amount");
        if (metric != QuotaMetric.Credits)
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole > 0
                ? whole
                : throw quota.Error("amount", $"'{text}' must be a whole number above 0; leave it out when nobody publishes it");
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && usd is > 0 and < 1_000_000
            && decimal.IsInteger(usd * CreditsInUsd)
            ? (long)(usd * CreditsInUsd)
            : throw quota.Error("amount", $"'{text}' must be an amount in USD such as 0.10; leave it out when nobody publishes it");
    }

    private static QuotaPeriod Period(FactsNode quota, QuotaMetric metric)
    {
        if (metric == QuotaMetric.Concurrency)
        {
            return quota.Has("per") ? throw quota.Error("per", "calls in flight have no window") : default;
        }

        var text = quota.Text("per");
        var (count, unit) = text.IndexOf(' ') is > 0 and var space && int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var many)
            ? (many, text.EndsWith('s') ? text[(space + 1)..^1] : "")
            : (1, text);
        var place = Array.IndexOf(Units, unit);
        return place >= 0 && (count == 1) == (unit == text) && count is > 0 and <= 1000 && (count == 1 || unit != "lifetime")
            ? new QuotaPeriod(PeriodUnit.Second + place, count)
            : throw quota.Error("per", $"'{text}' must be one of: {string.Join(", ", Units)}, or several as in '5 hours'");
    }

    private static QuotaClock Clock(FactsNode quota, QuotaPeriod period)
    {
        if (period.Unit is PeriodUnit.None or PeriodUnit.Lifetime)
        {
            return quota.Has("clock") || quota.Has("zone")
                ? throw quota.Error(quota.Has("clock") ? "clock" : "zone", "only a window that comes again has one")
                : period.Unit == PeriodUnit.None ? QuotaClock.Rolling : QuotaClock.FirstUse;
        }

        if (quota.Has("zone"))
        {
            var zone = quota.Text("zone", FactsPatterns.IsZone, "a time zone such as UTC or America/Los_Angeles");
            return quota.Has("clock") || period.Count > 1
                ? throw quota.Error("zone", "a calendar has windows of one unit and no other clock")
                : zone == QuotaClock.Utc.Zone ? QuotaClock.Utc : QuotaClock.In(zone);
        }

        if (quota.Has("clock"))
        {
            return quota.Choice("clock", "rolling", "refill", "first_use") switch
            {
                0 => QuotaClock.Rolling,
                1 => QuotaClock.Refill,
                _ => QuotaClock.FirstUse,
            };
        }

        if (period.Unit < PeriodUnit.Day)
        {
            return QuotaClock.Rolling;
        }

        return period.Count > 1 ? throw quota.Error("clock", "is missing: no calendar tells when several days, weeks or months begin") : QuotaClock.Utc;
    }

    private static LimitEvidence Evidence(FactsNode quota, FactsEvidence file)
    {
        var evidence = quota.Evidence(file);
        return new LimitEvidence(LimitSource.Facts, new DateTimeOffset(evidence.AsOf, TimeOnly.MinValue, TimeSpan.Zero), evidence.Confidence.AsNumber());
    }
}
