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
        Names = new Dictionary<string, ModelTarget>(catalog.Routes.Count + 100, StringComparer.OrdinalIgnoreCase);

        AddAuto();
        new PoolIndex(catalog, _slots).AddTo(Names);
        AddFree();
        foreach (var route in catalog.Routes)
        {
            if (route.State != RouteState.Disabled)
                Names.TryAdd(route.Id, new ModelTarget(route.Id, TargetKind.Pinned, [_slots[route.Id]]));
        }

        Bare = new BareNames(catalog, _slots);
    }

    /// <summary>What each name stands for.</summary>
    public Dictionary<string, ModelTarget> Names { get; }

    /// <summary>Names of models without a provider, for all that is no other name.</summary>
    public BareNames Bare { get; }

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
        Names.Add(VirtualNames.Auto, new ModelTarget(VirtualNames.Auto, TargetKind.Virtual, Behind(_catalog.Routes.Where(r => r.IsInFreeLanes))));

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
            Names.TryAdd(name, new ModelTarget(name, TargetKind.Virtual, behind) { Favorites = _catalog.Favorites });
            Names.TryAdd(VirtualNames.Prefix + name, new ModelTarget(VirtualNames.Prefix + name, TargetKind.Virtual, behind) { Favorites = _catalog.Favorites, IsAlias = true });
        }
    }

    private RouteSlot[] Behind(IEnumerable<Route> routes) => [.. routes.Select(r => _slots[r.Id])];
}
