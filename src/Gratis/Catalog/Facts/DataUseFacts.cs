using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>What a provider does with prompts and answers of its free tier.</summary>
/// <param name="Trains">Whether it trains on them, or may; null when nobody knows, which no privacy rule may take for a no.</param>
/// <param name="Note">What else is known of it.</param>
/// <param name="Evidence">Why it is believed; null when nothing is known.</param>
internal sealed record DataUseFacts(bool? Trains, string? Note, Evidence? Evidence)
{
    /// <summary>Nobody knows anything.</summary>
    public static DataUseFacts Unknown { get; } = new(null, null, null);
}
