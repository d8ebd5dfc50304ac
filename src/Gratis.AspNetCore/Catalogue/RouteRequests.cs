using Gratis.Catalog;
using Gratis.Hosting;
using Gratis.Routing;
using Gratis.Wire;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>What all requests about routes have in common.</summary>
internal static class RouteRequests
{
    private const int LongestShown = 200;

    /// <summary>The catalogue has no such route.</summary>
    public static GatewayError NotFound(string routeId) => GatewayError.ModelNotFound(
        $"There is no route '{Shorten(routeId)}'. Its id is provider/upstream-model-id; GET {GatewayModelsEndpoint.Path} lists every one.") with { Param = "route_id" };

    /// <summary>A name of the client's, fit for a message.</summary>
    public static string Shorten(string name) => name.Length <= LongestShown ? name : name[..LongestShown] + "…";

    /// <summary>
    /// What stands behind a route, under its name as a rule. One that is switched off has no name, and a virtual model may have taken
    /// that of another; both have their health all the same.
    /// </summary>
    public static RouteSlot SlotOf(GratisEngine engine, Route route) =>
        engine.Routes.Resolve(route.Id) is { Kind: TargetKind.Pinned, Slots: [var slot] } && slot.Route.Id == route.Id
            ? slot
            : new RouteSlot(route, new RouteBooks(engine.Health, engine.Quotas, engine.Evidence, engine.Measures));
}
