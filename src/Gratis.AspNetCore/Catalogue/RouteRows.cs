using System.Text.Json;
using Gratis.AspNetCore.Providers;
using Gratis.Catalog;
using Gratis.Catalog.Ranking;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>The catalogue at one instant, route by route, as the owner and the console see it.</summary>
internal sealed class RouteRows
{
    private const int RowsAtOnce = 64;

    private readonly GratisEngine _engine;
    private readonly DateTimeOffset _now;
    private readonly CatalogSnapshot _catalog;
    private readonly RankOrder _ranking;
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    public RouteRows(GratisEngine engine, CatalogKeeper keeper)
    {
        (_engine, _now, _catalog, _ranking) = (engine, engine.Time.GetUtcNow(), keeper.Current, keeper.Ranking);
        for (var i = 0; i < _ranking.Routes.Length; i++)
            _places[_ranking.Routes[i].Route.Id] = i;
    }

    /// <summary>Answers with every route that the filter lets through; ranks are those of the whole catalogue.</summary>
    public async Task AnswerAsync(HttpContext context, RouteFilter filter)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("data");
        var written = 0;
        for (var i = 0; i < _catalog.Routes.Count; i++)
        {
            if (!filter.Lets(_catalog.Routes[i]))
                continue;
            Write(json, _catalog.Routes[i], rank: i + 1, withClaims: false);
            if (++written % RowsAtOnce != 0)
                continue;

            // Thousands of rows are megabytes: they leave as they come.
            await json.FlushAsync(context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Answers with one route.</summary>
    public async Task AnswerAsync(HttpContext context, string routeId, bool withClaims)
    {
        for (var i = 0; i < _catalog.Routes.Count; i++)
        {
            if (!_catalog.Routes[i].Id.Equals(routeId, StringComparison.OrdinalIgnoreCase))
                continue;
            await using var json = JsonResponse.Begin(context);
            Write(json, _catalog.Routes[i], rank: i + 1, withClaims);
            return;
        }

        await ErrorResponse.WriteAsync(context, RouteRequests.NotFound(routeId));
    }

    private void Write(Utf8JsonWriter json, Route route, int rank, bool withClaims)
    {
        json.WriteStartObject();
        RouteJson.WriteMembers(json, route, rank);
        WriteReasons(json, route);
        WriteHealth(json, RouteStanding.Of(RouteRequests.SlotOf(_engine, route), _now));
        if (withClaims)
            RouteJson.WriteClaims(json, route);
        json.WriteEndObject();
    }

    private void WriteReasons(Utf8JsonWriter json, Route route)
    {
        json.WriteStartArray("rank_reasons");
        if (_places.TryGetValue(route.Id, out var place))
        {
            foreach (var reason in RankReasons.Of(_ranking, place))
                json.WriteStringValue(reason);
        }
        else
        {
            json.WriteStringValue("not ranked before it serves or its owner places it");
        }

        json.WriteEndArray();
    }

    private static void WriteHealth(Utf8JsonWriter json, RouteStanding standing)
    {
        json.WriteStartObject("health");
        json.WriteString("health", standing.Health);
        json.WriteString("reason", standing.Reason);
        json.WriteInstant("until", standing.Until);
        json.WriteEndObject();
    }
}
