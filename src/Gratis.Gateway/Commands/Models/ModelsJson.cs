using System.Text.Json;
using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Catalog.Ranking;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Models;

/// <summary>
/// The routes as JSON, in the shape of <c>GET /v1/gateway/models</c>. How healthy a route is only the running gateway knows: here that is null.
/// </summary>
internal static class ModelsJson
{
    public static void Write(TextWriter output, IEnumerable<RouteEntry> routes) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var entry in routes)
        {
            json.WriteStartObject();
            WriteRow(json, entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>One route with everything that is claimed of it.</summary>
    public static void WriteWhy(TextWriter output, RouteEntry entry, RankOrder ranking) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        WriteRow(json, entry);
        WriteScore(json, entry.Dossier.Score);
        json.WriteStrings("why_at_this_rank", RouteWhy.RankReasonsOf(entry, ranking));
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
        json.WriteEndObject();
    });

    private static void WriteRow(Utf8JsonWriter json, RouteEntry entry)
    {
        var (route, dossier) = (entry.Route, entry.Dossier);
        json.WriteString("route_id", route.Id);
        json.WriteString("provider", route.Provider.Id);
        json.WriteString("model", route.UpstreamId);
        json.WriteString("display_name", dossier.DisplayName);
        json.WriteNumberOrNull("rank", entry.Rank);
        json.WriteBoolean("enabled", route.State == RouteState.Enabled);
        json.WriteString("state", route.State.Spell());
        json.WriteString("state_reason", dossier.StateReason);
        json.WriteString("family", dossier.Model.Family);
        json.WriteString("tier", dossier.Tier.Spell());
        json.WriteNumberOrNull("context", route.Context);
        json.WriteNumberOrNull("max_output", route.MaxOutput);
        json.WriteNumber("quality", Math.Round(dossier.Quality.Points, 1));
        json.WriteStrings("capabilities", CapabilityNames.NamesOf(route.Capabilities.Supported));
        json.WriteBoolean("free", route.IsFree);
        json.WriteStartObject("evidence");
        json.WriteString("decided_by", dossier.Free.Layer.Spell());
        json.WriteEvidence(dossier.Free.Evidence);
        json.WriteEndObject();
        json.WriteNull("health");
    }

    private static void WriteScore(Utf8JsonWriter json, RouteScore score)
    {
        json.WriteStartObject("score");
        json.WriteNumber("total", Math.Round(score.Total, 2));
        json.WriteStartArray("parts");
        foreach (var part in score.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("points", Math.Round(part.Points, 2));
            json.WriteString("why", part.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
