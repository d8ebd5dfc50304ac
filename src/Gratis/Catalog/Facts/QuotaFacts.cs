using Gratis.Catalog.Limits;

namespace Gratis.Catalog.Facts;

/// <summary>A limit, and for whom it holds.</summary>
internal sealed record QuotaFacts(QuotaLimit Limit, QuotaCase When)
{
    /// <summary>What is given away once, or as a credit: when it is used up the provider bills or refuses, so it says nothing to those who pay.</summary>
    public bool IsGrant => Limit.Metric == QuotaMetric.Credits || Limit.Period.Unit == PeriodUnit.Lifetime;
}

/// <summary>For whom a limit holds.</summary>
internal enum QuotaCase
{
    /// <summary>Everybody.</summary>
    Always,

    /// <summary>Calls to models that are known to be free, where no pattern of ids tells them.</summary>
    Free,

    /// <summary>Callers without a key.</summary>
    Keyless,

    /// <summary>Callers with a key.</summary>
    Keyed,
}
