using System.Text.Json;
using Gratis.AspNetCore.DataPlane;
using Gratis.Hosting;
using Gratis.Hosting.Diagnosis;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Diagnosis;

/// <summary><c>/v1/gateway/endpoint-diagnosis</c>, and the probes of a single route.</summary>
internal sealed class DiagnosisEndpoint(DiagnosisService diagnosis, GratisEngine engine)
{
    public const string Path = "/v1/gateway/endpoint-diagnosis";

    /// <summary>How it stands.</summary>
    public async Task GetAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        await using var json = JsonResponse.Begin(context);
        DiagnosisJson.Write(json, diagnosis.Report());
    }

    /// <summary>Runs now, and answers how it stands after that.</summary>
    public Task RefreshAsync(HttpContext context) => ReadAsync(context, DiagnosisBody.Provider, async provider =>
    {
        if (provider is not null && engine.Routes.Catalog.FindProvider(provider) is null)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.NotFound($"No provider '{HeaderText.Encode(provider)}' is configured. GET /v1/providers/status lists them."));
            return;
        }

        await diagnosis.RefreshAsync(provider, context.RequestAborted);
        await GetAsync(context);
    });

    /// <summary>Carries suggestions out.</summary>
    public Task ApplyAsync(HttpContext context) => ReadAsync(context, DiagnosisBody.Chosen, async chosen =>
    {
        var change = chosen.All is { } action ? diagnosis.Board.Accept(action) : diagnosis.Board.Accept(chosen.Ids);
        await using var json = JsonResponse.Begin(context);
        DiagnosisJson.Write(json, "applied", change);
    });

    /// <summary>Puts suggestions away.</summary>
    public Task DismissAsync(HttpContext context) => ReadAsync(context, DiagnosisBody.Ids, async ids =>
    {
        var change = diagnosis.Board.Dismiss(ids);
        await using var json = JsonResponse.Begin(context);
        DiagnosisJson.Write(json, "dismissed", change);
    });

    /// <summary>Asks one route what it can do.</summary>
    public Task ProbeAsync(HttpContext context) => ReadAsync(context, DiagnosisBody.Tags, async kinds =>
    {
        var id = RouteProbePath.Read(context);
        if (engine.Routes.Catalog.FindRoute(id) is not { } route)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.ModelNotFound($"No route '{HeaderText.Encode(id)}' is known here. GET /v1/gateway/models lists them."));
            return;
        }

        var probes = await diagnosis.ProbeAsync(route, kinds, context.RequestAborted);
        await using var json = JsonResponse.Begin(context);
        DiagnosisJson.Write(json, route.Id, probes);
    });

    /// <summary>Reads what the body says, which may be nothing, and goes on with it; what cannot be read is refused.</summary>
    private async Task ReadAsync<T>(HttpContext context, Func<JsonElement, T> read, Func<T, Task> then)
    {
        var (body, unreadable) = await RequestBodyReader.ReadAsync(context.Request, engine.Limits, engine.Time);
        if (body is null)
        {
            if (unreadable is not null)
                await ErrorResponse.WriteAsync(context, unreadable);
            return;
        }

        T said;
        using (body)
        {
            try
            {
                using var document = body.Length == 0 ? null : JsonDocument.Parse(body.Written);
                said = read(document?.RootElement ?? default);
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
            {
                await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(wrong is JsonException ? "The body is not JSON: " + wrong.Message : wrong.Message));
                return;
            }
        }

        await then(said);
    }
}
