using System.Text.Json;
using Gratis.Discovery;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Catalogue;

/// <summary><c>/admin/api/discovery</c>: how it stands with each list of models, what changed lately, and a new look on demand.</summary>
internal sealed class DiscoveryEndpoint(GratisEngine engine, CatalogKeeper keeper, DiscoveryService discovery)
{
    public const string Path = "/admin/api/discovery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the look; one that takes longer than a minute goes on, and the answer says so.</summary>
    public async Task RefreshAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, WantedList.Read, WantedList.All) is not { } wanted)
            return;

        using var deadline = new CancellationTokenSource(Patience, engine.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            if (!await discovery.RefreshAsync(wanted.Provider, either.Token))
            {
                await ErrorResponse.WriteAsync(context, NotAsked(wanted.Provider!));
                return;
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }

        keeper.Rebuild();
        await GetAsync(context);
    }

    public async Task GetAsync(HttpContext context)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteBoolean("enabled", keeper.Options.Discovery.Enabled);
        json.WriteStartArray("lists");
        foreach (var list in discovery.Status)
            Write(json, list);
        json.WriteEndArray();
        NewsJson.Write(json, keeper.News);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ListingStatus list)
    {
        json.WriteStartObject();
        json.WriteString("provider", list.Provider);
        json.WriteInstant("last_success", list.LastSuccess);
        json.WriteInstant("last_attempt", list.LastAttempt);
        json.WriteString("problem", list.Problem);
        json.WriteNumber("models", list.Models);
        json.WriteStartArray("ignored");
        foreach (var reason in list.Ignored)
            json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteInstant("next", list.Next);
        json.WriteBoolean("looking", list.IsLooking);
        json.WriteEndObject();
    }

    private static GatewayError NotAsked(string provider) => GatewayError.ModelNotFound(
        $"Provider '{RouteRequests.Shorten(provider)}' is not asked for its models. GET {Path} lists those that are; providers and discovery of the config decide.") with { Param = "provider" };
}
