using System.Text.Json;
using Gratis.Catalog;
using Gratis.Health;
using Gratis.Hosting;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
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
            var standings = routesOf[provider.Id].Select(route => (route.Id, Standing: StandingOf(routes, route, now))).ToArray();
            var whole = standings.Length > 0 ? RouteStanding.Best(standings.Select(one => one.Standing))
                : provider.IsOpenEnded ? StandingOf(provider, now)
                : new RouteStanding(Standing.Gone, "it lists no model");
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

    private static RouteStanding StandingOf(RoutingTable routes, Route route, DateTimeOffset now) =>
        routes.Resolve(route.Id) is { Slots: [var slot, ..] } ? RouteStanding.Of(slot, now) : default;

    /// <summary>A provider that serves whatever it is asked for stands as it and the best of its accounts do.</summary>
    private RouteStanding StandingOf(Provider provider, DateTimeOffset now)
    {
        var whole = StandingOf(Reach.Provider, provider.Id, now);
        return whole.IsAvailable ? RouteStanding.Best(provider.Accounts.Select(account => StandingOf(Reach.Account, account.Id, now))) : whole;
    }

    private RouteStanding StandingOf(Reach reach, string key, DateTimeOffset now)
    {
        HealthCell cell = engine.Health.Cell(reach, key);
        return RouteStanding.Of(cell.Look(now), cell.Current, cell.OpensAt(now));
    }

    private static void Write(
        Utf8JsonWriter json, string id, bool isConfigured, RouteStanding whole, ProviderToday day, IReadOnlyList<(string Id, RouteStanding Standing)> routes)
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
            json.WriteString("route", route);
            json.WriteString("health", standing.Health);
            json.WriteString("reason", standing.Reason);
            json.WriteInstant("until", standing.Until);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
