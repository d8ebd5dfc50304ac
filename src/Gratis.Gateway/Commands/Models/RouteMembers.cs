using System.Globalization;
using System.Text.Json;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Gateway.Commands.Screens;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Commands.Models;

/// <summary>What the catalogue knows of a route, in the members of a row of <c>GET /v1/gateway/models</c>.</summary>
internal static class RouteMembers
{
    public static void Write(Utf8JsonWriter json, Route route, int rank)
    {
        var dossier = route.Dossier!;
        json.WriteString("route_id", route.Id);
        json.WriteString("provider", route.Provider.Id);
        json.WriteString("model", route.UpstreamId);
        json.WriteString("display_name", dossier.DisplayName);
        json.WriteNumber("rank", rank);
        json.WriteBoolean("enabled", route.State == RouteState.Enabled);
        json.WriteString("state", route.State.Spell());
        json.WriteString("state_reason", dossier.StateReason);
        json.WriteNumberOrNull("context", route.Context);
        json.WriteNumberOrNull("max_output", route.MaxOutput);
        json.WriteString("kind", route.Kind is { } kind ? kind.Spell() : null);
        WriteCapabilities(json, route.Capabilities);
        json.WriteBoolean("free", route.IsFree);
        json.WriteBoolean("local", route.Provider.IsLocal);
        WritePrice(json, route.Price);
        json.WriteString("family", dossier.Model.Family);
        json.WriteString("tier", dossier.Tier.Spell());
        WriteQuality(json, dossier.Quality);
        WriteScore(json, dossier.Score);
        json.WriteStartObject("evidence");
        json.WriteString("layer", dossier.Free.Layer.Spell());
        json.WriteSource(dossier.Free.Evidence);
        json.WriteEndObject();
        json.WriteString("released", Day(dossier.Released));
        json.WriteString("expires", Day(dossier.Expires));
        json.WriteInstantOrNull("missing_since", dossier.MissingSince);
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

    /// <summary>True, false, or null where nobody knows.</summary>
    private static void WriteCapabilities(Utf8JsonWriter json, CapabilitySet set)
    {
        json.WriteStartObject("capabilities");
        foreach (var (capability, name) in CapabilityNames.Each)
            json.WriteFlag(name, (set.Supported & capability) != 0 ? true : (set.Unsupported & capability) != 0 ? false : null);
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
