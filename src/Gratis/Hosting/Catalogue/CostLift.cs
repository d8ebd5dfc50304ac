using Gratis.Catalog.Learned;
using Gratis.Discovery.Listings;

namespace Gratis.Hosting.Catalogue;

/// <summary>When a cost that was seen no longer counts.</summary>
internal static class CostLift
{
    private const string NothingTaken = "0";

    // Asking for money costs nothing, and may have been about the account: after a day it may be tried again.
    private static readonly TimeSpan Stands = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether the provider's own list has said since that both prices are zero. The very entry that the cost refuted says nothing
    /// new by being fetched again: lists lag behind bills.
    /// </summary>
    /// <param name="cost">The cost that was seen.</param>
    /// <param name="listed">The model in the list as it is now.</param>
    /// <param name="listedAt">When the provider last said so.</param>
    public static bool ByList(LearnedFact cost, ListedModel? listed, DateTimeOffset listedAt) =>
        listed?.Price is { IsZero: true }
        && cost.Evidence.At is { } seen
        && (listed.PricedSince > seen || (cost.Value == NothingTaken && listedAt - seen >= Stands));
}
