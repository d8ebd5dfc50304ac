using System.Collections.Immutable;
using Gratis.Discovery.Listings;

namespace Gratis.Discovery.Sources;

/// <summary>The last good list of everybody who is asked: what the store had at first, then what came since.</summary>
internal sealed class ListingShelf(IReadOnlyList<ProviderListing> kept, IListingStore? store)
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ProviderListing> _kept =
        ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, kept.Select(listing => KeyValuePair.Create(listing.Provider, listing)));

    private volatile ImmutableDictionary<string, ProviderListing> _served = ImmutableDictionary.Create<string, ProviderListing>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lists that count right now.</summary>
    public ImmutableDictionary<string, ProviderListing> Served => _served;

    /// <summary>Puts a list in place of the former one and keeps it, unless whoever brings it has been called back.</summary>
    public void Put(ProviderListing listing, CancellationToken cancel)
    {
        lock (_lock)
        {
            cancel.ThrowIfCancellationRequested();
            _kept = _kept.SetItem(listing.Provider, listing);
            _served = _served.SetItem(listing.Provider, listing);
            store?.Keep(listing);
        }
    }

    /// <summary>Serves the lists of those who are asked from now on, and no others.</summary>
    /// <param name="mayServe">Whether a list is one of theirs.</param>
    /// <param name="forget">Whether the others are forgotten for good rather than for now.</param>
    public void Retain(Func<ProviderListing, bool> mayServe, bool forget)
    {
        lock (_lock)
        {
            _served = _kept.RemoveRange(_kept.Values.Where(listing => !mayServe(listing)).Select(listing => listing.Provider));
            if (!forget)
                return;

            foreach (var gone in _kept.Keys.Where(provider => !_served.ContainsKey(provider)))
                store?.Forget(gone);
            _kept = _served;
        }
    }
}
