using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>Limits in a few characters.</summary>
internal static class Limits
{
    public static QuotaLimit Rpm(long amount) => Of(QuotaMetric.Requests, amount, QuotaPeriod.Minute, QuotaClock.Rolling);

    public static QuotaLimit Rpd(long amount, string zone = "UTC") => Of(QuotaMetric.Requests, amount, QuotaPeriod.Day, QuotaClock.In(zone));

    public static QuotaLimit Tpm(long amount) => Of(QuotaMetric.Tokens, amount, QuotaPeriod.Minute, QuotaClock.Rolling);

    public static QuotaLimit Tpd(long amount) => Of(QuotaMetric.Tokens, amount, QuotaPeriod.Day, QuotaClock.Utc);

    public static QuotaLimit AtOnce(long amount) => Of(QuotaMetric.Concurrency, amount, default, QuotaClock.Rolling);

    /// <summary>A provider with one account, one model and these limits of the account.</summary>
    public static CatalogSketch Limited(this CatalogSketch sketch, string route, params QuotaLimit[] limits)
    {
        var provider = route[..route.IndexOf('/', StringComparison.Ordinal)];
        return sketch.Provider(provider, with: p => p with { Limits = limits }).Route(route);
    }

    public static CatalogSketch Counting(this CatalogSketch sketch, string route, CallCounting counting, params QuotaLimit[] limits)
    {
        var provider = route[..route.IndexOf('/', StringComparison.Ordinal)];
        return sketch.Provider(provider, with: p => p with { Limits = limits, Counting = counting }).Route(route);
    }

    private static QuotaLimit Of(QuotaMetric metric, long amount, QuotaPeriod period, QuotaClock clock) =>
        new() { Scope = QuotaScope.Account, Metric = metric, Amount = amount, Period = period, Clock = clock, Evidence = LimitEvidence.Owner };
}
