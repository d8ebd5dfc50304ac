using System.Text.Json;
using Gratis.AspNetCore.Catalogue;
using Gratis.Catalog.Ranking;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Models;

/// <summary>
/// The routes as JSON, in the shape of <c>GET /v1/gateway/models</c>. How healthy a route is only the running gateway knows: here that is null.
/// </summary>
internal static class ModelsJson
{
    public static void Write(TextWriter output, IEnumerable<RouteEntry> routes, RankOrder ranking) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var entry in routes)
            WriteRow(json, entry, ranking, withClaims: false);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>One route with everything that is claimed of it.</summary>
    public static void WriteWhy(TextWriter output, RouteEntry entry, RankOrder ranking) =>
        JsonText.Write(output, json => WriteRow(json, entry, ranking, withClaims: true));

    private static void WriteRow(Utf8JsonWriter json, RouteEntry entry, RankOrder ranking, bool withClaims)
    {
        json.WriteStartObject();
        RouteJson.WriteMembers(json, entry.Route, entry.Place);
        json.WriteStrings("rank_reasons", RouteWhy.RankReasonsOf(entry, ranking));
        json.WriteNull("health");
        if (withClaims)
            RouteJson.WriteClaims(json, entry.Route);
        json.WriteEndObject();
    }
}
