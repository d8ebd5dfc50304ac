using System.Collections.Immutable;

namespace Gratis.Discovery.Listings;

/// <summary>What became of a provider's list when another reading of it came.</summary>
/// <param name="Listing">The list to go on with; the known one where the reading was not believed.</param>
/// <param name="Refusal">Why the reading was not believed; null where it was.</param>
/// <param name="Appeared">Ids that no list had lately.</param>
/// <param name="Vanished">Ids that the former list had.</param>
/// <param name="Returned">Ids that were missing.</param>
internal sealed record ListingOutcome(
    ProviderListing Listing, string? Refusal, ImmutableArray<string> Appeared, ImmutableArray<string> Vanished, ImmutableArray<string> Returned)
{
    /// <summary>A reading of which nothing was taken.</summary>
    public static ListingOutcome Refused(ProviderListing listing, string why) => new(listing, why, [], [], []);
}
