using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Catalog.Models;
using Gratis.Routing.Lanes;
using Gratis.Routing.Pools;

namespace Gratis.Routing;

/// <summary>What a model name stands for.</summary>
internal enum TargetKind
{
    /// <summary><c>provider/model</c>: that route and no other.</summary>
    Pinned,

    /// <summary>A bare model name: that model wherever it is free.</summary>
    Model,

    /// <summary>A name that stands for many routes.</summary>
    Virtual,
}

/// <summary>A resolved model name and the routes behind it, best first.</summary>
internal sealed class ModelTarget(string name, TargetKind kind, ImmutableArray<RouteSlot> slots, PoolRotation? rotation = null)
{
    private Dictionary<Route, int>? _favorites;

    public string Name { get; } = name;

    public TargetKind Kind { get; } = kind;

    public ImmutableArray<RouteSlot> Slots { get; } = slots;

    /// <summary>How a configured pool turns its targets; null: always in the order of <see cref="Slots"/>.</summary>
    public PoolRotation? Rotation { get; } = rotation;

    /// <summary>The owner's favourites, best first, where they lead: nothing is to pass one of them.</summary>
    public IReadOnlyList<string> Favorites { get; init; } = [];

    /// <summary>Another spelling of a name that is listed already.</summary>
    public bool IsAlias { get; init; }

    /// <summary>Its routes cost money: they serve inside the owner's budget alone, and after everything else.</summary>
    public bool Spends { get; init; }

    /// <summary>Which of its routes a pool leaves alone for a while; null: none ever.</summary>
    public PoolRests? Rests { get; init; }

    /// <summary>It is <c>auto</c>, however that was spelled: the request itself says which tier comes first, where the owner has that looked at.</summary>
    public bool IsAuto { get; init; }

    /// <summary>The tier that its name asks for; null: the request's own.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>Pools that take over when nothing here can answer, in order.</summary>
    public IReadOnlyList<ModelTarget> Fallback { get; set; } = [];

    /// <summary>Routes of one rank stand for the same favourite, or for none.</summary>
    public int FavoriteRank(Route route) =>
        Favorites.Count == 0 ? FavoriteOrder.Unranked : (_favorites ??= FavoriteOrder.Ranks(Slots, Favorites)).GetValueOrDefault(route, FavoriteOrder.Unranked);
}
