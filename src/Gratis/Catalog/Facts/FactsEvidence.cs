using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>Why a file of facts is believed.</summary>
/// <param name="AsOf">The day of the newest source.</param>
/// <param name="Confidence">How far to trust it.</param>
/// <param name="Source">Where it was read.</param>
internal sealed record FactsEvidence(DateOnly AsOf, FactsConfidence Confidence, string Source)
{
    /// <summary>The same where it is weighed against what others say.</summary>
    public Evidence AsEvidence() =>
        new(ClaimSource.BuiltIn, Source, new DateTimeOffset(AsOf, TimeOnly.MinValue, TimeSpan.Zero), Confidence.AsNumber());
}

/// <summary>How far to trust a fact.</summary>
internal enum FactsConfidence
{
    /// <summary>One weak or old source.</summary>
    Low,

    /// <summary>Good sources that are old, few or disagree in details.</summary>
    Medium,

    /// <summary>The vendor's own pages or recent live calls.</summary>
    High,
}

/// <summary>Confidence where it is weighed against other evidence.</summary>
internal static class FactsConfidenceScale
{
    /// <summary>Between 0 and 1, and never as sure as what the provider itself says of this account.</summary>
    public static double AsNumber(this FactsConfidence confidence) => confidence switch
    {
        FactsConfidence.High => 0.9,
        FactsConfidence.Medium => 0.6,
        _ => 0.3,
    };
}
