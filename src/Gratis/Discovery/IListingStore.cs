using Gratis.Discovery.Listings;

namespace Gratis.Discovery;

/// <summary>Where the last good lists outlive the process, so that a start without the network still has its routes.</summary>
internal interface IListingStore
{
    /// <summary>Every list that was kept; one that can no longer be read is left out.</summary>
    ValueTask<IReadOnlyList<ProviderListing>> Load(CancellationToken cancellation);

    /// <summary>Keeps a list in place of the provider's former one; never blocks, never throws, written within a second.</summary>
    void Keep(ProviderListing listing);

    /// <summary>Forgets a provider's list, as lazily.</summary>
    void Forget(string provider);
}
