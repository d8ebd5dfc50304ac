using System.Text.Json;
using Gratis.Catalog;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Providers;

/// <summary><c>GET /v1/providers/status</c>: which providers can be asked, why not and until when; also those that only lack a key.</summary>
internal sealed class ProviderStatusEndpoint(GratisEngine engine)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var now = engine.Time.GetUtcNow();
        var (routes, days) = (engine.Routes, ProviderToday.OfAll(engine.Quotas.Report()));
        var routesOf = routes.Catalog.Routes.ToLookup(route => route.Provider.Id);
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("providers");
        foreach (var provider in routes.Catalog.Providers)
        {
            var (whole, standings) = ProviderStanding.Of(engine, routes, provider, routesOf[provider.Id], now);
            Write(json, provider.Id, isConfigured: true, whole, days.GetValueOrDefault(provider.Id), standings);
        }

        foreach (var (id, variable) in routes.Catalog.KeyVariables.OrderBy(known => known.Key, StringComparer.Ordinal))
        {
            if (routes.Catalog.FindProvider(id) is null)
                Write(json, id, isConfigured: false, new RouteStanding(Standing.RefusedKey, $"no key: set {variable}, or providers.{id}.api_key"), default, []);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(
        Utf8JsonWriter json, string id, bool isConfigured, RouteStanding whole, ProviderToday day, IReadOnlyList<(Route Route, RouteStanding Standing)> routes)
    {
        var isAvailable = isConfigured && whole.IsAvailable;
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteBoolean("configured", isConfigured);
        json.WriteBoolean("available", isAvailable);
        json.WriteString("reason", isAvailable ? null : whole.Reason);
        json.WriteInstant("retry_at", isAvailable ? null : whole.Until);
        json.WriteNumber("requests_today", day.Requests);
        json.WriteNumber("tokens_today", day.Tokens);
        json.WriteStartArray("routes");
        foreach (var (route, standing) in routes)
        {
            json.WriteStartObject();
            json.WriteString("route", route.Id);
            json.WriteString("health", standing.Health);
            json.WriteString("reason", standing.Reason);
            json.WriteInstant("until", standing.Until);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
