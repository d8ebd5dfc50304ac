using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Routing.Lanes;
using Gratis.Routing.Pools;

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

        AddLanes();

        // Over them: whoever names a pool like a built-in model means the pool.
        new PoolIndex(catalog, _slots, books.Pools).AddTo(Names);
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

    private void AddLanes()
    {
        foreach (var lane in new LaneBook(_catalog).All)
            Names.TryAdd(lane.Name, TargetOf(lane));
    }

    private ModelTarget TargetOf(Lane lane) => new(lane.Name, TargetKind.Virtual, Behind(lane.Routes))
    {
        Tier = lane.Tier,
        IsAuto = lane.IsAuto,
        Spends = lane.Spends,
        IsAlias = lane.IsHidden,
        Favorites = lane.IsFavored ? _catalog.Favorites : [],
        Fallback = [.. lane.Then.Select(TargetOf)],
    };

    private ImmutableArray<RouteSlot> Behind(IEnumerable<Route> routes) => [.. routes.Select(r => _slots[r.Id])];
}
