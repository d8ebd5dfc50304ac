using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Hosting.Options;
using Gratis.Routing.Lanes;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>What <c>paid-tools</c> holds while money may be spent: the routes that the owner named, else the cheapest that call tools.</summary>
internal static class PaidRoutes
{
    private const int Most = 5;

    // Agents read far more than they write.
    private const decimal InputsPerOutput = 3;

    public static IEnumerable<string> Of(IReadOnlyList<Route> ranked, SpillOptions spill)
    {
        if (spill is not { Enabled: true, MonthlyBudgetUsd: > 0 })
            return [];
        return spill.Targets.Count > 0
            ? spill.Targets
            : ranked.Where(IsEligible).OrderBy(route => (route.Price!.Input * InputsPerOutput) + route.Price.Output).Take(Most).Select(route => route.Id);
    }

    /// <summary>It has a price and is known to call tools. One that was merely found will do: the budget is the owner's word.</summary>
    private static bool IsEligible(Route route) =>
        PaidLane.IsForSale(route)
        && route.Kind is null or ModelKind.Chat
        && route.Capabilities.Supported.HasFlag(Capability.Tools)
        && route.Dossier is not ({ MissingSince: not null } or { Free.Layer: FreeLayer.CostObserved });
}
