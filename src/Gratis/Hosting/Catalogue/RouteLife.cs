using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Catalogue;

/// <summary>Whether a route serves, and if not why not.</summary>
/// <param name="State">Serves, waits, is gone, is off.</param>
/// <param name="Reason">Why, where it does not serve.</param>
internal readonly record struct RouteLife(RouteState State, string? Reason)
{
    /// <summary>Calls that were told so, a quarter of an hour or more apart, while the list still names the model.</summary>
    private const int ProofsAgainstAList = 2;

    /// <param name="route">What is said of the route.</param>
    /// <param name="isFree">It is proven free.</param>
    /// <param name="autoEnable">What is found and proven free serves without asking.</param>
    public static RouteLife Of(RouteSources route, bool isFree, bool autoEnable)
    {
        if (route.Edit?.Enabled == false)
            return new(RouteState.Disabled, "switched off by its owner");
        if (Death(route) is { } death)
            return new(RouteState.Dead, death);
        if (route.Config is not null || route.Edit?.Enabled == true || IsAccepted(route) || route.At.Provider.IsLocal || (isFree && autoEnable))
            return new(RouteState.Enabled, null);
        return new(RouteState.Found, isFree ? "found and proven free; it waits to be accepted" : "found, and not proven free");
    }

    /// <summary>Two proofs are needed: the list no longer has it, and a call was told that it is unknown; or two such calls against the list's word.</summary>
    private static string? Death(RouteSources route)
    {
        if (route.Config is not null || route.Found(LearnedTopics.Gone) is not { } gone)
            return null;
        if (route.IsUnlisted)
            return $"its provider's list does not have it, and a call was told: {gone.Evidence.Detail ?? "unknown model"}";
        return int.Parse(gone.Value, CultureInfo.InvariantCulture) >= ProofsAgainstAList ? $"{gone.Value} calls were told: {gone.Evidence.Detail ?? "unknown model"}" : null;
    }

    private static bool IsAccepted(RouteSources route) => route.Found(LearnedTopics.Suggestion + "add_route")?.Value == "accepted";
}
