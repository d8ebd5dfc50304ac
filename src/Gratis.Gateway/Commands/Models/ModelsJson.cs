using System.Text.Json;
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
        RouteMembers.Write(json, entry.Route, entry.Place);
        json.WriteStrings("rank_reasons", RouteWhy.RankReasonsOf(entry, ranking));
        json.WriteNull("health");
        if (withClaims)
            WriteClaims(json, entry);
        json.WriteEndObject();
    }

    private static void WriteClaims(Utf8JsonWriter json, RouteEntry entry)
    {
        json.WriteStartArray("claims");
        foreach (var claim in entry.Dossier.Claims())
        {
            json.WriteStartObject();
            json.WriteString("topic", claim.Topic);
            json.WriteString("value", claim.Value);
            json.WriteBoolean("believed", claim.IsBelieved);
            json.WriteEvidence(claim.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
