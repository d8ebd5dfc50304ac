using Gratis.Catalog.Models;

namespace Gratis.Routing.Lanes;

/// <summary>The words for tiers in names of models.</summary>
internal static class TierNames
{
    /// <summary>Lite, as others call it.</summary>
    public const string Exploratory = "exploratory";

    /// <summary>Large and reasoning together, as others call them.</summary>
    public const string Deep = "deep";

    /// <summary>The best of the ranking.</summary>
    public const string Flagship = "flagship";

    public static IReadOnlyList<(ModelTier Tier, string Name)> Each { get; } =
        [(ModelTier.Lite, "lite"), (ModelTier.Standard, "standard"), (ModelTier.Large, "large"), (ModelTier.Reasoning, "reasoning")];

    /// <summary>The word for one of them.</summary>
    public static string Of(ModelTier tier) => Each[(int)tier].Name;

    /// <summary>A word that only repeats what another says.</summary>
    public static bool IsSynonym(string name) => name is Exploratory or Deep;
}
