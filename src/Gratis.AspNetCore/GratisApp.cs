using Gratis.AspNetCore.DataPlane;
using Gratis.AspNetCore.Models;
using Gratis.Hosting;
using Gratis.Hosting.Client;
using Gratis.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.AspNetCore;

/// <summary>An embedded engine's OpenAI-compatible endpoints in an app of one's own.</summary>
public static class GratisApp
{
    /// <summary>
    /// Maps chat completions, embeddings, reranking and the list of models over the engine that <c>AddGratis</c> put into the container.
    /// Who may call them is the app's to say: nothing guards them but what is added to the returned builder, such as
    /// <c>RequireAuthorization()</c>.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="prefix">What their paths begin with.</param>
    public static IEndpointConventionBuilder MapGratis(this IEndpointRouteBuilder endpoints, string prefix = "/v1")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var host = endpoints.ServiceProvider.GetRequiredService<GratisHost>();
        var group = endpoints.MapGroup(prefix);
        group.MapPost("/chat/completions", Serve(host, engine => new DataPlaneEndpoint(Operation.Chat, engine).InvokeAsync));
        group.MapPost("/embeddings", Serve(host, engine => new DataPlaneEndpoint(Operation.Embeddings, engine).InvokeAsync));
        group.MapPost("/rerank", Serve(host, engine => new DataPlaneEndpoint(Operation.Rerank, engine).InvokeAsync));
        group.MapMethods("/models", [HttpMethods.Get], Serve(host, engine => new ModelsEndpoint(engine).ListAsync));
        group.MapMethods("/models/{**id}", [HttpMethods.Get], Serve(host, engine => new ModelsEndpoint(engine).GetAsync));
        return group;
    }

    /// <summary>An endpoint that is made when the engine is up, which the first request may have to wait for.</summary>
    private static RequestDelegate Serve(GratisHost host, Func<GratisEngine, RequestDelegate> make)
    {
        RequestDelegate? endpoint = null;
        return async context =>
        {
            var engine = await host.EngineAsync(context.RequestAborted);
            context.Response.Headers[GatewayHeaders.RequestId] = engine.NextRequestId();
            context.Response.Headers[GatewayHeaders.Attempts] = "0";
            await (endpoint ??= make(engine))(context);
        };
    }
}
