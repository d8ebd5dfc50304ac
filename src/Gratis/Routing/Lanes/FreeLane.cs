using Gratis.Catalog;
using Gratis.Catalog.Models;

namespace Gratis.Routing.Lanes;

/// <summary>The order of <c>free</c>: the best of each tier, largest first, then every other free route by its rank.</summary>
internal static class FreeLane
{
    private static readonly ModelTier[] Leading = [ModelTier.Large, ModelTier.Standard, ModelTier.Lite, ModelTier.Reasoning];

    /// <param name="ranked">The free routes, best first.</param>
    public static IReadOnlyList<Route> Order(IReadOnlyList<Route> ranked)
    {
        var leaders = Leading
            .Select(tier => ranked.FirstOrDefault(route => route.Kind is null or ModelKind.Chat && route.Dossier?.Tier == tier))
            .OfType<Route>()
            .ToArray();
        return leaders.Length < 2 ? ranked : [.. leaders, .. ranked.Except(leaders)];
    }
}
