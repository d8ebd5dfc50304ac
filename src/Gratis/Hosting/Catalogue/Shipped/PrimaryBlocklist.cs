using Gratis.Catalog;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>Models that the owner keeps out of <c>primary</c>, by any spelling: a route, a model's id, or its bare name.</summary>
internal sealed class PrimaryBlocklist(IEnumerable<string> entries)
{
    private const string FreeVariant = ":free";

    private readonly HashSet<string> _entries = entries.Select(entry => Plain(entry.Trim())).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool Blocks(string routeId, string upstreamId) =>
        _entries.Count > 0 && (_entries.Contains(Plain(routeId)) || ModelNames.SpellingsOf(upstreamId).Any(_entries.Contains));

    // Who blocks a model means its free variant too: there is no other in this pool.
    private static string Plain(string id) => id.EndsWith(FreeVariant, StringComparison.OrdinalIgnoreCase) ? id[..^FreeVariant.Length] : id;
}
