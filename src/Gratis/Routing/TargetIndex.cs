using System.Collections.Frozen;
using Gratis.Catalog;
using Gratis.Routing.Lanes;

namespace Gratis.Routing;

/// <summary>The index of names: virtual models first, then pinned routes, then bare model names.</summary>
internal sealed class TargetIndex
{
    private readonly CatalogSnapshot _catalog;
    private readonly Dictionary<string, RouteSlot> _slots;

    public TargetIndex(CatalogSnapshot catalog, RouteBooks books)
    {
        _catalog = catalog;
        _slots = catalog.Routes.ToDictionary(r => r.Id, r => new RouteSlot(r, books), StringComparer.OrdinalIgnoreCase);
        AddUnlisted(books);
        Names = new Dictionary<string, ModelTarget>(catalog.Routes.Count * 3, StringComparer.OrdinalIgnoreCase);
        Families = FamiliesOf(catalog);

        AddAuto();
        new PoolIndex(catalog, _slots).AddTo(Names);
        AddFree();
        foreach (var route in catalog.Routes)
        {
            if (route.State != RouteState.Disabled)
                Names.TryAdd(route.Id, new ModelTarget(route.Id, TargetKind.Pinned, [_slots[route.Id]]));
        }

        AddBareNames();
    }

    /// <summary>What each name stands for.</summary>
    public Dictionary<string, ModelTarget> Names { get; }

    /// <summary>The models that somebody serves at no cost, by family: at each provider they have another spelling.</summary>
    public FrozenDictionary<string, ModelTarget> Families { get; }

    /// <summary>A pool may name a route of a provider without a model list; nothing else would know it.</summary>
    private void AddUnlisted(RouteBooks books)
    {
        foreach (var target in _catalog.Pools.SelectMany(p => p.Targets))
        {
            var slash = target.Model.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && slash < target.Model.Length - 1 && _catalog.FindProvider(target.Model[..slash]) is { IsOpenEnded: true } provider)
                _slots.TryAdd(target.Model, new RouteSlot(new Route(provider, target.Model[(slash + 1)..]), books));
        }
    }

    private void AddAuto() =>
        Names.Add(VirtualNames.Auto, new ModelTarget(VirtualNames.Auto, TargetKind.Virtual, Behind(_catalog.Routes.Where(IsInFreeLanes))));

    /// <summary><c>free</c>, and <c>provider/free</c> for every provider that anybody has heard of: without a key it is empty, not unknown.</summary>
    private void AddFree()
    {
        Route[] free = [.. _catalog.Routes.Where(r => r.IsInVirtualModels && r.IsFree)];
        var byProvider = free.ToLookup(r => r.Provider.Id, StringComparer.OrdinalIgnoreCase);
        Add(VirtualNames.Free, FreeLane.Order(free));
        if (_catalog.FreeAlias is { } alias)
            Add(alias, FreeLane.Order(free));
        foreach (var provider in _catalog.Providers.Select(p => p.Id).Concat(_catalog.KeyVariables.Keys).Distinct(StringComparer.OrdinalIgnoreCase))
            Add(provider + "/" + VirtualNames.Free, [.. byProvider[provider]]);

        void Add(string name, IReadOnlyList<Route> lane)
        {
            var behind = Behind(FavoriteOrder.Promote(lane, _catalog.Favorites));
            Names.TryAdd(name, new ModelTarget(name, TargetKind.Virtual, behind));
            Names.TryAdd(VirtualNames.Prefix + name, new ModelTarget(VirtualNames.Prefix + name, TargetKind.Virtual, behind) { IsAlias = true });
        }
    }

    private void AddBareNames()
    {
        var spellings = _catalog.Routes
            .Where(r => r.Provider.ExposeToVirtualModels && r.State != RouteState.Disabled)
            .SelectMany(r => ModelNames.SpellingsOf(r.UpstreamId).Distinct(StringComparer.OrdinalIgnoreCase).Select(s => (Spelling: s, Route: r)))
            .GroupBy(x => x.Spelling, x => x.Route, StringComparer.OrdinalIgnoreCase);

        foreach (var spelling in spellings)
        {
            // A name that is served only at a price is known, yet nothing backs it: money is spent by naming the route itself.
            var elsewhere = spelling.Select(FamilyOf).OfType<string>().Distinct().SelectMany(family => Families.GetValueOrDefault(family)?.Slots ?? []);
            Names.TryAdd(spelling.Key, new ModelTarget(spelling.Key, TargetKind.Model, [.. Behind(spelling.Where(IsInFreeLanes)).Concat(elsewhere).Distinct()]));
        }
    }

    private FrozenDictionary<string, ModelTarget> FamiliesOf(CatalogSnapshot catalog) => catalog.Routes
        .Where(r => IsInFreeLanes(r) && FamilyOf(r) is not null)
        .GroupBy(r => FamilyOf(r)!, StringComparer.Ordinal)
        .ToFrozenDictionary(family => family.Key, family => new ModelTarget(family.Key, TargetKind.Model, Behind(family)), StringComparer.Ordinal);

    private RouteSlot[] Behind(IEnumerable<Route> routes) => [.. routes.Select(r => _slots[r.Id])];

    private static string? FamilyOf(Route route) => route.Dossier?.Model.Family;

    /// <summary>It may serve where nobody asked for it by name: it costs nothing.</summary>
    private static bool IsInFreeLanes(Route route) => route.IsInVirtualModels && (route.IsFree || route.Provider.IsLocal);
}
