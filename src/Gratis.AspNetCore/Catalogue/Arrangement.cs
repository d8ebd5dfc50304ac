using System.Collections.Immutable;
using System.Text.Json;
using Gratis.Catalog;
using Gratis.Hosting.Catalogue;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>An order of the owner's and what they switch on and off by it.</summary>
/// <param name="Order">Route ids, best first.</param>
/// <param name="Switched">Routes that are to be on or off and are not, by id.</param>
internal sealed record Arrangement(ImmutableArray<string> Order, IReadOnlyDictionary<string, bool> Switched)
{
    /// <summary>
    /// Reads a list of routes, bare or under <c>data</c>: objects with <c>route_id</c> and perhaps <c>enabled</c>, or bare ids. The answer
    /// of a list may be sent back as it is: what else is in it counts for nothing.
    /// </summary>
    /// <param name="body">The list.</param>
    /// <param name="catalog">The routes there are.</param>
    public static Arrangement Read(JsonElement body, CatalogSnapshot catalog)
    {
        var list = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("data", out var data) ? data : body;
        if (list.ValueKind != JsonValueKind.Array)
            throw new FormatException("The body must be an array of routes, best first, bare or as 'data' of an object.");

        var order = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var switched = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            var id = IdOf(entry, index);
            if (catalog.FindRoute(id) is not { } route)
                throw new FormatException($"Entry {index}, '{RouteRequests.Shorten(id)}', is no route of the catalogue.");
            if (!seen.Add(route.Id))
                throw new FormatException($"Entry {index}, '{RouteRequests.Shorten(id)}', is there already: each route has one place.");

            order.Add(route.Id);
            if (IsEnabled(entry, index, id) is { } enabled && enabled != (route.State == RouteState.Enabled))
                switched.Add(route.Id, enabled);
        }

        // Whatever serves and is not named follows; what was merely found has no place anyway.
        if (order.Count > 0 && catalog.Routes.Any(route => route.State != RouteState.Found && !seen.Contains(route.Id)))
            order.Add(OwnerEditsSnapshot.Rest);
        return new Arrangement(order.DrainToImmutable(), switched);
    }

    private static string IdOf(JsonElement entry, int index)
    {
        var id = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("route_id", out var member) ? member : entry;
        return id.ValueKind == JsonValueKind.String
            ? id.GetString()!
            : throw new FormatException($"Entry {index} must be a route id, or an object whose route_id is one.");
    }

    private static bool? IsEnabled(JsonElement entry, int index, string id)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("enabled", out var enabled))
            return null;
        return enabled.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? enabled.GetBoolean()
            : throw new FormatException($"Entry {index}, '{RouteRequests.Shorten(id)}': enabled must be true or false.");
    }
}
