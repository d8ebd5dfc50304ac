using Gratis.Catalog;

namespace Gratis.Routing.Fitting;

/// <summary>Which routes may serve a request that wants the web searched.</summary>
internal static class SearchGate
{
    /// <summary>What speaks against a route; null when nothing does.</summary>
    public static string? Objection(Route route, TargetKind kind, in RequestNeeds needs)
    {
        if ((needs.Capabilities & Capability.WebSearch) == 0)
            return null;
        if (needs.SearchesWeb && route.Search is null)
            return "nobody knows that it can search the web, or how to ask it to";

        // A free model does not make the searches free: only who names the route, or its owner's word, may spend on them.
        return kind != TargetKind.Pinned && route.Search is { IsCharged: true }
            ? "a search costs money there; name the route, or say 'web_search: true' of the model to allow it"
            : null;
    }
}
