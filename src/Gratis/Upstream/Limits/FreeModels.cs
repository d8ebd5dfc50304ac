using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>OpenRouter's two counters over all free models. Only these names tell them apart: the words around them advertise other limits.</summary>
internal static class FreeModels
{
    /// <param name="body">The error body.</param>
    /// <param name="repeated">The headers that it repeats: they have the figures, and no name.</param>
    /// <param name="reading">The counter that refused.</param>
    public static bool TryRead(ErrorBody body, in LimitReadings repeated, out LimitReading reading)
    {
        reading = default;
        PeriodUnit? unit = Has(body, "free-models-per-min") || Has(body, "openrouter_free_tier_minute") || Has(body, "openrouter_free_tier_rpm") ? PeriodUnit.Minute
            : Has(body, "free-models-per-day") || Has(body, "openrouter_free_tier_daily") ? PeriodUnit.Day
            : null;
        if (unit is not { } named)
            return false;

        var period = new QuotaPeriod(named);
        var figures = repeated.Count > 0 ? repeated.Span[0] : default;
        reading = new LimitReading
        {
            Metric = QuotaMetric.Requests,
            Period = period,
            Scope = QuotaScope.ModelClass,
            Limit = figures.Limit,
            Remaining = 0,
            ResetsAt = figures.ResetsAt,
            Source = LimitSource.Body,
        };
        return true;
    }

    private static bool Has(ErrorBody body, string name) => body.Text.Contains(name, StringComparison.Ordinal);
}
