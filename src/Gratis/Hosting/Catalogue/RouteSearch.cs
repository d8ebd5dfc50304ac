using System.Text.Json;
using Gratis.Catalog;

namespace Gratis.Hosting.Catalogue;

/// <summary>Whether and how a route is asked to search the web.</summary>
internal static class RouteSearch
{
    /// <param name="route">What is said of it.</param>
    /// <param name="can">What is believed that it can do.</param>
    /// <param name="rejected">The parameters that it refuses.</param>
    public static WebSearchOffer? Of(RouteSources route, CapabilitySet can, IReadOnlyCollection<string> rejected)
    {
        if ((can.Supported & Capability.WebSearch) == 0)
            return null;

        // A provider that nobody describes is the owner's own, and speaks as OpenAI does; of one that is described, the owner may know more.
        var facts = route.At.Provider.IsLocal ? null : route.At.Facts;
        var isOwnersWord = route.Config?.WebSearch == true || (route.Edit?.Capabilities.Supported & Capability.WebSearch) is > 0;
        var form = route.Search ?? (isOwnersWord && facts is { WebSearch: [var usual, ..] } ? usual : null);
        if (form is null && facts is not null && !isOwnersWord)
            return null;

        return Members(form?.Overlay).Any(rejected.Contains) ? null : new WebSearchOffer(form?.Overlay, form is { IsCharged: true } && !isOwnersWord);
    }

    /// <summary>The parameters without which there is no search.</summary>
    private static IEnumerable<string> Members(string? overlay) => overlay is null
        ? ["tools"]
        : JsonElement.Parse(overlay).EnumerateObject().Where(member => member.Name != "tool_choice" && member.Value.ValueKind != JsonValueKind.Null).Select(member => member.Name);
}
