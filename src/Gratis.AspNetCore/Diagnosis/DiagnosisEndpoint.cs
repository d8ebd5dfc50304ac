using Gratis.AspNetCore.Auditing;
using Gratis.AspNetCore.Catalogue;
using Gratis.Hosting;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Diagnosis.Probes;
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
    public async Task RefreshAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, DiagnosisBody.Scope, new DiagnosisScope(null)) is not { Provider: var provider })
            return;
        if (provider is not null && engine.Routes.Catalog.FindProvider(provider) is null)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.NotFound($"No provider '{RouteRequests.Shorten(provider)}' is configured. GET /v1/providers/status lists them."));
            return;
        }

        await diagnosis.RefreshAsync(provider, context.RequestAborted);
        await GetAsync(context);
    }

    /// <summary>Carries suggestions out.</summary>
    public async Task ApplyAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, DiagnosisBody.Chosen) is { } chosen)
            await AnswerAsync(context, "applied", chosen.All is { } action ? diagnosis.Board.Accept(action) : diagnosis.Board.Accept(chosen.Ids));
    }

    /// <summary>Puts suggestions away.</summary>
    public async Task DismissAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, DiagnosisBody.Ids) is { } ids)
            await AnswerAsync(context, "dismissed", diagnosis.Board.Dismiss(ids));
    }

    /// <summary>Asks one route what it can do.</summary>
    public async Task ProbeAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, DiagnosisBody.Tags, ProbeKinds.Askable) is not { } kinds)
            return;
        var id = RouteProbePath.Read(context);
        if (engine.Routes.Catalog.FindRoute(id) is not { } route)
        {
            await ErrorResponse.WriteAsync(context, RouteRequests.NotFound(id));
            return;
        }

        AuditNotes.About(context, route.Id);
        var probes = await diagnosis.ProbeAsync(route, kinds, context.RequestAborted);
        await using var json = JsonResponse.Begin(context);
        DiagnosisJson.Write(json, route.Id, probes);
    }

    private static async Task AnswerAsync(HttpContext context, string done, SuggestionChange change)
    {
        await using var json = JsonResponse.Begin(context);
        DiagnosisJson.Write(json, done, change);
    }
}
