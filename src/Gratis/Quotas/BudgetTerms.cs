using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>How much money may be spent in a calendar day and in a calendar month.</summary>
/// <param name="PerDay">US dollars; null: as much as the month holds.</param>
/// <param name="PerMonth">US dollars; null: without end.</param>
/// <param name="Zone">Whose calendar.</param>
internal sealed record BudgetTerms(decimal? PerDay = null, decimal? PerMonth = null, string Zone = "UTC")
{
    /// <summary>Billionths, in which the books count money.</summary>
    public const decimal PerDollar = 1_000_000_000;

    /// <summary>Without any end.</summary>
    public static BudgetTerms None { get; } = new();

    /// <summary>Both windows, also without an end: what is spent is tallied, and an end that is set later knows of it.</summary>
    public IReadOnlyList<QuotaLimit> ToLimits() => [Limit(PeriodUnit.Day, PerDay), Limit(PeriodUnit.Month, PerMonth)];

    private QuotaLimit Limit(PeriodUnit unit, decimal? usd) => new()
    {
        Scope = QuotaScope.Budget,
        Metric = QuotaMetric.Usd,
        Period = new QuotaPeriod(unit),
        Clock = QuotaClock.In(Zone),
        Amount = (long?)(usd * PerDollar),
        Evidence = LimitEvidence.Owner,
    };
}
