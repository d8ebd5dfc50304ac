using Gratis.Catalog;

namespace Gratis.Routing.Lanes;

/// <summary>What may be bought when nothing free can answer: the owner's targets in their order, or whatever has a price, cheapest first.</summary>
internal static class PaidLane
{
    public static IReadOnlyList<Route> Of(CatalogSnapshot catalog)
    {
        if (catalog.SpillTargets is not { } targets)
            return [];
        return targets.Count > 0
            ? [.. targets.Select(catalog.FindRoute).OfType<Route>().Where(IsForSale).Distinct()]
            : [.. catalog.Routes.Where(IsForSale).OrderBy(route => route.Price!.Input + route.Price.Output)];
    }

    /// <summary>Its price is known, and it is neither free nor switched off. What nobody can price nobody can budget.</summary>
    public static bool IsForSale(Route route) =>
        route is { IsFree: false, Provider: { IsLocal: false, ExposeToVirtualModels: true }, State: RouteState.Enabled or RouteState.Found, Price: { } price }
        && (price.Input > 0 || price.Output > 0);
}
