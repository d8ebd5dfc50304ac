using Gratis.Catalog;
using Gratis.Discovery.Listings;

namespace Gratis.Hosting.Diagnosis;

/// <summary>What the providers' last good lists say of routes. A list that failed is no word against anybody: the last good one still holds.</summary>
internal sealed class ListedModels(IReadOnlyDictionary<string, ProviderListing> listings)
{
    private readonly Dictionary<string, HashSet<string>> _ids = listings.ToDictionary(
        listing => listing.Key,
        listing => listing.Value.Models.Select(model => model.Id).ToHashSet(StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The list of its provider is known and names it.</summary>
    public bool Has(string routeId)
    {
        var slash = routeId.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && _ids.TryGetValue(routeId[..slash], out var ids) && ids.Contains(routeId[(slash + 1)..]);
    }

    /// <summary>The list of its provider is known and does not name it.</summary>
    public bool Lacks(Route route) => _ids.TryGetValue(route.Provider.Id, out var ids) && !ids.Contains(route.UpstreamId);
}
