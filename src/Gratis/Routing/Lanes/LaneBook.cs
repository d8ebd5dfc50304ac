using Gratis.Catalog;
using Gratis.Catalog.Models;

namespace Gratis.Routing.Lanes;

/// <summary>
/// All built-in virtual models of a catalogue. A lane never widens: what is free holds free routes, what is local holds own hardware, and
/// only <c>loadbalanced</c> crosses from one to the next.
/// </summary>
internal sealed class LaneBook
{
    private readonly CatalogSnapshot _catalog;
    private readonly Route[] _free;
    private readonly Route[] _local;
    private readonly Route[] _unpaid;
    private readonly Lane[] _freeLanes;

    public LaneBook(CatalogSnapshot catalog)
    {
        _catalog = catalog;
        _unpaid = [.. catalog.Routes.Where(route => route.IsInFreeLanes)];
        _free = [.. _unpaid.Where(route => route.IsFree)];
        _local = [.. _unpaid.Where(route => route.Provider.IsLocal)];
        _freeLanes = [.. FreeLanes()];
    }

    /// <summary>Every lane by the names that it answers to.</summary>
    public IEnumerable<Lane> All => [.. Plain(), .. Prefixed()];

    /// <summary>Names without the prefix.</summary>
    private IEnumerable<Lane> Plain()
    {
        foreach (var lane in AutoLanes())
            yield return lane;
        foreach (var lane in _freeLanes)
            yield return lane;
    }

    /// <summary>Names that only the prefix makes unmistakable.</summary>
    private IEnumerable<Lane> Prefixed()
    {
        yield return LoadBalanced();
        foreach (var lane in AutoLanes().Concat(_freeLanes))
            yield return lane with { Name = VirtualNames.Prefix + lane.Name, IsHidden = true };
        yield return Hidden("local", _local);
        foreach (var (name, holds) in Sorts())
        {
            yield return Hidden(name, [.. _unpaid.Where(holds)]);
            yield return Hidden(name + "/local", [.. _local.Where(holds)]);
        }

        yield return Hidden(TierNames.Flagship, Flagship.Of(_unpaid));
        yield return Hidden(TierNames.Flagship + "/local", Flagship.Of(_local));
        foreach (var provider in _catalog.Providers)
            yield return Hidden(provider.Id, [.. _unpaid.Where(route => route.Provider == provider)]);

        static Lane Hidden(string name, IReadOnlyList<Route> routes) => new(VirtualNames.Prefix + name, routes) { IsHidden = true };
    }

    /// <summary><c>auto</c>, and <c>auto</c> with its tier said.</summary>
    private IEnumerable<Lane> AutoLanes()
    {
        yield return new Lane(VirtualNames.Auto, _unpaid) { IsAuto = true };
        foreach (var (tier, name) in TierNames.Each)
            yield return new Lane($"{VirtualNames.Auto}:{name}", _unpaid) { Tier = tier, IsHidden = !_unpaid.Any(route => route.Tier == tier) };
    }

    /// <summary><c>free</c> and everything in front of a slash and it. Without a key such a lane is empty, not unknown.</summary>
    private IEnumerable<Lane> FreeLanes()
    {
        var all = FavoriteOrder.Promote(FreeLane.Order(_free), _catalog.Favorites);
        yield return new Lane(VirtualNames.Free, all) { IsFavored = true };
        if (_catalog.FreeAlias is { } alias)
            yield return new Lane(alias, all) { IsFavored = true };
        foreach (var (name, holds) in Sorts())
            yield return Of(name, [.. _free.Where(holds)]) with { IsHidden = TierNames.IsSynonym(name) };
        yield return Of(TierNames.Flagship, Flagship.Of(_free)) with { IsHidden = true };

        var byProvider = _free.ToLookup(route => route.Provider.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var provider in _catalog.Providers.Select(p => p.Id).Concat(_catalog.KeyVariables.Keys).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return Of(provider, [.. byProvider[provider]]);

        Lane Of(string name, IReadOnlyList<Route> routes) => new($"{name}/{VirtualNames.Free}", FavoriteOrder.Promote(routes, _catalog.Favorites)) { IsFavored = true };
    }

    /// <summary>Free, then own hardware, then what money buys.</summary>
    private Lane LoadBalanced() => new(VirtualNames.LoadBalanced, FavoriteOrder.Promote(_free, _catalog.Favorites))
    {
        IsFavored = true,
        Then = [new Lane("local", _local), new Lane("paid", PaidLane.Of(_catalog)) { Spends = true }],
    };

    private static IEnumerable<(string Name, Func<Route, bool> Holds)> Sorts()
    {
        foreach (var (tier, name) in TierNames.Each)
            yield return (name, route => route.Tier == tier);
        yield return (TierNames.Exploratory, route => route.Tier == ModelTier.Lite);
        yield return (TierNames.Deep, route => route.Tier is ModelTier.Large or ModelTier.Reasoning);
        yield return ("tools", route => route.Capabilities.Supported.HasFlag(Capability.Tools));
        yield return ("vision", route => route.Capabilities.Supported.HasFlag(Capability.Vision));
    }
}
