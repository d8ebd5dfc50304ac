using Gratis.Catalog;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>
/// Models that the owner keeps out of <c>primary</c>, by any spelling: a route, a model's id, or its bare name; <c>*</c> stands for anything.
/// </summary>
internal sealed class PrimaryBlocklist
{
    private const string FreeVariant = ":free";

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _patterns = [];

    public PrimaryBlocklist(IEnumerable<string> entries)
    {
        foreach (var entry in entries.Select(entry => Plain(entry.Trim())))
        {
            if (entry.Contains('*', StringComparison.Ordinal))
                _patterns.Add(entry);
            else
                _names.Add(entry);
        }
    }

    public bool Blocks(string routeId, string upstreamId) =>
        (_names.Count > 0 || _patterns.Count > 0) && (IsNamed(Plain(routeId)) || ModelNames.SpellingsOf(upstreamId).Any(IsNamed));

    private bool IsNamed(string spelling) => _names.Contains(spelling) || ModelPatterns.AnyMatches(_patterns, spelling);

    // Who blocks a model means its free variant too: there is no other in this pool.
    private static string Plain(string id) => id.EndsWith(FreeVariant, StringComparison.OrdinalIgnoreCase) ? id[..^FreeVariant.Length] : id;
}
