using Gratis.Discovery;
using Gratis.Discovery.Listings;

namespace Gratis.Tests.Discovery;

/// <summary>A store that outlives the service in front of it.</summary>
internal sealed class KeptLists : IListingStore
{
    public Dictionary<string, ProviderListing> All { get; } = [];

    public ValueTask<IReadOnlyList<ProviderListing>> Load(CancellationToken cancellation) => new([.. All.Values]);

    public void Keep(ProviderListing listing) => All[listing.Provider] = listing;

    public void Forget(string provider) => All.Remove(provider);
}
