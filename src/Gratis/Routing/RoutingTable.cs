using System.Collections.Concurrent;
using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Upstream.Verdicts;

namespace Gratis.Routing;

/// <summary>Every name a client may ask for, resolved ahead of time. Immutable but for a bounded cache of pinned routes that no list names.</summary>
internal sealed class RoutingTable
{
    private const int MaxUnlistedRoutes = 10_000;
    private const int LongestSpelling = 100;

    private readonly RouteBooks _books;
    private readonly Dictionary<string, ModelTarget> _targets;
    private readonly Dictionary<string, ModelTarget>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly BareNames _bare;
    private readonly ConcurrentDictionary<string, ModelTarget> _unlisted = new(StringComparer.Ordinal);

    public RoutingTable(CatalogSnapshot catalog, RouteBooks books)
    {
        Catalog = catalog;
        _books = books;
        var index = new TargetIndex(catalog, books);
        _targets = index.Names;
        _bare = index.Bare;
        _byName = _targets.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public CatalogSnapshot Catalog { get; }

    /// <summary>The virtual models that something backs.</summary>
    public IEnumerable<ModelTarget> VirtualModels => AllVirtual.Where(t => !t.IsAlias && (t.Slots.Length > 0 || (t.Name == VirtualNames.LoadBalanced && t.Fallback.Any(f => f.Slots.Length > 0))));

    /// <summary>Every virtual model, listed or not.</summary>
    public IEnumerable<ModelTarget> AllVirtual => _targets.Values.Where(t => t.Kind == TargetKind.Virtual);

    /// <summary>What <paramref name="name"/> stands for; null when nobody serves it.</summary>
    public ModelTarget? Resolve(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            name = VirtualNames.Auto;
        return _byName.TryGetValue(name, out var target) ? target : ResolveSpelling(name) ?? _bare.Find(name) ?? ResolveUnlisted(name);
    }

    /// <summary>Behind the prefix slashes may be written as two underscores.</summary>
    private ModelTarget? ResolveSpelling(ReadOnlySpan<char> name)
    {
        var prefix = VirtualNames.Prefix.AsSpan(0, VirtualNames.Prefix.Length - 1);
        return name.Length <= LongestSpelling && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && name.Contains("__", StringComparison.Ordinal)
            ? _targets.GetValueOrDefault(name.ToString().Replace("__", "/", StringComparison.Ordinal))
            : null;
    }

    /// <summary>True while a health cell of this key belongs to something in the catalogue.</summary>
    public bool KnowsCell(Reach reach, string key)
    {
        var end = key.AsSpan().IndexOfAny('#', '/', ' ');
        if (Catalog.FindProvider(end < 0 ? key : key[..end]) is not { } provider)
            return false;
        return reach switch
        {
            Reach.Provider => true,
            Reach.Route => provider.IsOpenEnded || Catalog.FindRoute(key) is not null,
            Reach.AccountModel => provider.IsOpenEnded || Catalog.FindRoute(key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..]) is not null,
            _ => provider.Accounts.Any(a => a.Id == key),
        };
    }

    /// <summary>
    /// Tells whether a quota pool belongs to something in the catalogue, or to a client. A limit that the owner has taken back belongs to
    /// nothing any more.
    /// </summary>
    public Func<QuotaPool, bool> KnownPools()
    {
        var drawnOn = _targets.Values.SelectMany(target => target.Slots).Distinct().SelectMany(slot => slot.Candidates).SelectMany(candidate => candidate.Quotas.Pools).ToHashSet();
        return pool => pool.Name.Provider.Length == 0 || (IsOfCatalogue(pool.Name) && (pool.Told.Evidence.Source != LimitSource.Owner || drawnOn.Contains(pool)));
    }

    private bool IsOfCatalogue(PoolName pool) =>
        Catalog.FindProvider(pool.Provider) is { } provider && (pool.Account is null || provider.Accounts.Any(a => a.Id == pool.Account));

    /// <summary>A provider without a model list serves whatever it is asked for by its full name.</summary>
    private ModelTarget? ResolveUnlisted(ReadOnlySpan<char> name)
    {
        var slash = name.IndexOf('/');
        if (slash <= 0 || slash == name.Length - 1)
            return null;
        if (Catalog.FindProvider(name[..slash].ToString()) is not { IsOpenEnded: true } provider)
            return null;

        // Spelled as the client spells it: nobody here knows whether the provider tells cases apart.
        var id = name.ToString();
        if (Catalog.FindRoute(id) is { State: RouteState.Disabled })
            return null;
        if (_unlisted.TryGetValue(id, out var known))
            return known;

        var route = new Route(provider, id[(slash + 1)..]);
        var target = new ModelTarget(route.Id, TargetKind.Pinned, [new RouteSlot(route, _books)]);
        return _unlisted.Count < MaxUnlistedRoutes ? _unlisted.GetOrAdd(id, target) : target;
    }
}
