using System.Text.Json;
using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Routing;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Models;

/// <summary><c>GET /v1/models</c>: virtual models that something backs, then every route that serves. <c>/v1/models/{id}</c>: whatever may be named.</summary>
internal sealed class ModelsEndpoint(GratisEngine engine)
{
    private readonly long _created = engine.Time.GetUtcNow().ToUnixTimeSeconds();

    public async Task ListAsync(HttpContext context)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var target in engine.Routes.VirtualModels)
            WriteVirtual(json, target, withCandidates: false);
        foreach (var route in engine.Routes.Catalog.Routes)
        {
            if (route.State == RouteState.Enabled)
                WriteRoute(json, route);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task GetAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        if (engine.Routes.Resolve(id) is not { } target)
        {
            await ErrorResponse.WriteAsync(context, Failures.Unknown(engine.Routes, id));
            return;
        }

        await using var json = JsonResponse.Begin(context);
        if (target is { Kind: TargetKind.Pinned, Slots: [var slot] })
            WriteRoute(json, slot.Route);
        else
            WriteVirtual(json, target, withCandidates: true);
    }

    private void WriteVirtual(Utf8JsonWriter json, ModelTarget target, bool withCandidates)
    {
        json.WriteStartObject();
        WriteHead(json, target.Name, "gratis");
        if (withCandidates)
        {
            json.WriteStartArray("candidates");
            foreach (var slot in target.Slots)
                json.WriteStringValue(slot.Route.Id);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteRoute(Utf8JsonWriter json, Route route)
    {
        json.WriteStartObject();
        WriteHead(json, route.Id, route.Provider.Id);
        json.WriteBoolean("free", route.IsFree);
        json.WriteBoolean("local", route.Provider.IsLocal);
        if (route.Kind is { } kind)
            json.WriteString("kind", ModelWords.Of(kind));
        if (route.Dossier is { } dossier)
        {
            json.WriteString("family", dossier.Model.Family);
            json.WriteString("tier", ModelWords.Of(dossier.Tier));
        }

        if (route.Context is { } context)
            json.WriteNumber("context_length", context);
        if (route.MaxOutput is { } output)
            json.WriteNumber("max_output_tokens", output);
        json.WriteStartArray("capabilities");
        foreach (var name in CapabilityNames.NamesOf(route.Capabilities.Supported))
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json, string id, string owner)
    {
        json.WriteString("id", id);
        json.WriteString("object", "model");
        json.WriteNumber("created", _created);
        json.WriteString("owned_by", owner);
    }
}
