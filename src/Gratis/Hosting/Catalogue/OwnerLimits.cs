using Gratis.Catalog.Limits;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>The limits that an owner wrote down, as the ledger knows limits.</summary>
internal static class OwnerLimits
{
    public const string Rolling = "rolling";
    private const double UsualShare = 0.2;

    /// <param name="written">What stands in the config.</param>
    /// <param name="scope">Who shares each of them.</param>
    /// <param name="models">The models they are about; empty: all.</param>
    /// <param name="reset">When days and months end: a zone, <c>rolling</c>, or null for UTC.</param>
    public static IEnumerable<QuotaLimit> Of(LimitOptions? written, QuotaScope scope, IReadOnlyList<string> models, string? reset)
    {
        if (written is null)
            yield break;

        var calendar = reset switch { null => QuotaClock.Utc, Rolling => QuotaClock.Rolling, _ => QuotaClock.In(reset) };
        foreach (var (amount, metric, unit) in Amounts(written))
        {
            if (amount is null)
                continue;
            yield return new QuotaLimit
            {
                Scope = scope,
                Metric = metric,
                Amount = amount,
                Period = unit == PeriodUnit.None ? default : new QuotaPeriod(unit),
                Clock = unit >= PeriodUnit.Day ? calendar : QuotaClock.Rolling,
                Models = models,
                Evidence = LimitEvidence.Owner,
            };
        }
    }

    /// <summary>How the owner wants windows spent: the model's word, then the provider's.</summary>
    public static Pacing PacingOf(LimitOptions? model, LimitOptions? provider)
    {
        var kind = model?.Pacing ?? provider?.Pacing ?? PacingKind.Off;
        return new Pacing(kind, kind == PacingKind.Reserve ? model?.ReserveShare ?? provider?.ReserveShare ?? UsualShare : 0);
    }

    /// <summary>Short windows are never paced: they end before it helps. A grant has no window to be spread over, but a share of it can be kept.</summary>
    public static QuotaLimit Paced(this QuotaLimit limit, Pacing pacing) =>
        limit.Period.IsLong && !(pacing.Kind == PacingKind.Even && limit.Period.Unit == PeriodUnit.Lifetime) ? limit with { Pacing = pacing } : limit;

    private static (long? Amount, QuotaMetric Metric, PeriodUnit Unit)[] Amounts(LimitOptions written) =>
    [
        (written.Rps, QuotaMetric.Requests, PeriodUnit.Second),
        (written.Rpm, QuotaMetric.Requests, PeriodUnit.Minute),
        (written.Rph, QuotaMetric.Requests, PeriodUnit.Hour),
        (written.Rpd, QuotaMetric.Requests, PeriodUnit.Day),
        (written.Rpmo, QuotaMetric.Requests, PeriodUnit.Month),
        (written.Tpm, QuotaMetric.Tokens, PeriodUnit.Minute),
        (written.Tph, QuotaMetric.Tokens, PeriodUnit.Hour),
        (written.Tpd, QuotaMetric.Tokens, PeriodUnit.Day),
        (written.Tpmo, QuotaMetric.Tokens, PeriodUnit.Month),
        (written.Concurrency, QuotaMetric.Concurrency, PeriodUnit.None),
    ];
}
