using System.Globalization;
using System.Text.Json;
using Gratis.AspNetCore.Models;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>What is believed of a route, and why, as it is shown.</summary>
internal static class RouteJson
{
    /// <summary>Everything that the catalogue itself knows.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Route route, int rank)
    {
        json.WriteString("route_id", route.Id);
        json.WriteString("provider", route.Provider.Id);
        json.WriteString("model", route.UpstreamId);
        json.WriteString("display_name", route.Dossier?.DisplayName ?? route.UpstreamId);
        json.WriteNumber("rank", rank);
        json.WriteBoolean("enabled", route.State == RouteState.Enabled);
        json.WriteString("state", ModelWords.Of(route.State));
        json.WriteString("state_reason", route.Dossier?.StateReason);
        json.WriteAmount("context", route.Context);
        json.WriteAmount("max_output", route.MaxOutput);
        json.WriteString("kind", route.Kind is { } kind ? ModelWords.Of(kind) : null);
        WriteCapabilities(json, route.Capabilities);
        json.WriteBoolean("free", route.IsFree);
        json.WriteBoolean("local", route.Provider.IsLocal);
        WritePrice(json, route.Price);
        if (route.Dossier is { } dossier)
            WriteDossier(json, dossier);
    }

    /// <summary>Everything that anybody says of it.</summary>
    public static void WriteClaims(Utf8JsonWriter json, Route route)
    {
        json.WriteStartArray("claims");
        foreach (var claim in route.Dossier?.Claims() ?? [])
        {
            json.WriteStartObject();
            json.WriteString("topic", claim.Topic);
            json.WriteString("value", claim.Value);
            json.WriteBoolean("believed", claim.IsBelieved);
            json.WriteString("layer", ModelWords.Of(claim.Evidence.Source.Layer));
            WriteEvidence(json, claim.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDossier(Utf8JsonWriter json, RouteDossier dossier)
    {
        json.WriteString("family", dossier.Model.Family);
        json.WriteString("tier", ModelWords.Of(dossier.Tier));
        WriteQuality(json, dossier.Quality);
        WriteScore(json, dossier.Score);
        json.WriteStartObject("evidence");
        json.WriteString("layer", dossier.Free.Layer.Spell());
        WriteEvidence(json, dossier.Free.Evidence);
        json.WriteEndObject();
        json.WriteString("released", Day(dossier.Released));
        json.WriteString("expires", Day(dossier.Expires));
        json.WriteInstant("missing_since", dossier.MissingSince);
    }

    private static void WriteQuality(Utf8JsonWriter json, ModelQuality quality)
    {
        json.WriteStartObject("quality");
        json.WriteNumber("points", Math.Round(quality.Points, 1));
        json.WriteString("why", quality.Why);
        json.WriteBoolean("measured", quality.IsMeasured);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, RouteScore score)
    {
        json.WriteStartObject("score");
        json.WriteNumber("total", Math.Round(score.Total, 1));
        json.WriteStartArray("parts");
        foreach (var part in score.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("points", Math.Round(part.Points, 1));
            json.WriteString("why", part.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteString("source", evidence.Source.Spell());
        json.WriteString("from", evidence.From);
        json.WriteInstant("at", evidence.At);
        json.WriteNumber("confidence", evidence.Confidence);
        json.WriteString("detail", evidence.Detail);
    }

    /// <summary>True, false, or null where nobody knows: an unknown claim never costs a route its place.</summary>
    private static void WriteCapabilities(Utf8JsonWriter json, CapabilitySet set)
    {
        json.WriteStartObject("capabilities");
        foreach (var (capability, name) in CapabilityNames.Each)
        {
            if (((set.Supported | set.Unsupported) & capability) == 0)
                json.WriteNull(name);
            else
                json.WriteBoolean(name, (set.Supported & capability) != 0);
        }

        json.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter json, Price? price)
    {
        if (price is null)
        {
            json.WriteNull("price");
            return;
        }

        json.WriteStartObject("price");
        json.WriteNumber("input", price.Input);
        json.WriteNumber("output", price.Output);
        json.WriteEndObject();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
