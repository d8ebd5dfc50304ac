using System.Text.Json;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Status;

/// <summary><c>/health</c>: the process lives. <c>/health/ready</c>: it has something to answer with.</summary>
internal sealed class HealthEndpoints(GratisEngine engine, GatewayStatus status)
{
    public async Task LiveAsync(HttpContext context)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteString("version", GatewayVersion.Text);
        json.WriteBoolean("demo", status.IsDemo);
        json.WriteEndObject();
    }

    public async Task ReadyAsync(HttpContext context)
    {
        var routes = engine.Routes.Catalog.Routes.Count;
        var open = engine.Routes.Catalog.Providers.Any(p => p.IsOpenEnded);
        var ready = routes > 0 || open;
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("status", ready ? "ready" : "no_routes");
        json.WriteNumber("providers", engine.Routes.Catalog.Providers.Count);
        json.WriteNumber("routes", routes);
        json.WriteBoolean("config_ok", status.ConfigErrors.Count == 0);
        if (!ready)
            json.WriteString("hint", "Set a provider key, for example OPENROUTER_API_KEY, or add a provider to gratis.yaml.");
        json.WriteEndObject();
    }
}
