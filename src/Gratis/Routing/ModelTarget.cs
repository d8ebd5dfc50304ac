using Gratis.Catalog.Models;
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
internal sealed class ModelTarget(string name, TargetKind kind, IReadOnlyList<RouteSlot> slots, PoolRotation? rotation = null)
{
    public string Name { get; } = name;

    public TargetKind Kind { get; } = kind;

    public IReadOnlyList<RouteSlot> Slots { get; } = slots;

    /// <summary>How a configured pool turns its targets; null: always in the order of <see cref="Slots"/>.</summary>
    public PoolRotation? Rotation { get; } = rotation;

    /// <summary>Another spelling of a name that is listed already.</summary>
    public bool IsAlias { get; init; }

    /// <summary>Its routes cost money: they serve inside the owner's budget alone, and after everything else.</summary>
    public bool Spends { get; init; }

    /// <summary>Which of its routes a pool leaves alone for a while; null: none ever.</summary>
    public PoolRests? Rests { get; init; }

    /// <summary>The tier that its name asks for; null: the request's own.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>Pools that take over when nothing here can answer, in order.</summary>
    public IReadOnlyList<ModelTarget> Fallback { get; set; } = [];
}
