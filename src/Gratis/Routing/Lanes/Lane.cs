using Gratis.Catalog;
using Gratis.Catalog.Models;

namespace Gratis.Routing.Lanes;

/// <summary>A built-in virtual model: its name, and the routes behind it in the order in which they are tried.</summary>
/// <param name="Name">As it is listed.</param>
/// <param name="Routes">Best first.</param>
internal sealed record Lane(string Name, IReadOnlyList<Route> Routes)
{
    /// <summary>The tier that its name asks for; its own routes come first and the others follow as tiers give way to each other.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>The request itself says which tier comes first, where the owner has that looked at.</summary>
    public bool IsAuto { get; init; }

    /// <summary>Its routes cost money.</summary>
    public bool Spends { get; init; }

    /// <summary>Only another spelling, or a name that few ask for: it answers and is not listed.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The owner's favourites lead it.</summary>
    public bool IsFavored { get; init; }

    /// <summary>Lanes that follow when this one has nothing left.</summary>
    public IReadOnlyList<Lane> Then { get; init; } = [];
}
