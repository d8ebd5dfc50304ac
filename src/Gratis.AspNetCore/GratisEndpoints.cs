using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.DataPlane;
using Gratis.AspNetCore.Models;
using Gratis.AspNetCore.Pages;
using Gratis.AspNetCore.Status;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.AspNetCore;

/// <summary>Maps the HTTP surface. Every endpoint names its policy here, and nowhere else.</summary>
internal static class GratisEndpoints
{
    public static void MapGratis(this IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var engine = services.GetRequiredService<GratisEngine>();
        var status = services.GetRequiredService<GatewayStatus>();

        Post(app, "/v1/chat/completions", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Chat, engine).InvokeAsync);
        Post(app, "/v1/embeddings", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Embeddings, engine).InvokeAsync);
        Post(app, "/v1/rerank", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Rerank, engine).InvokeAsync);

        var models = new ModelsEndpoint(engine);
        Get(app, "/v1/models", AccessPolicy.DataPlane, models.ListAsync);
        Get(app, "/v1/models/{**id}", AccessPolicy.DataPlane, models.GetAsync);

        var health = new HealthEndpoints(engine, status);
        Get(app, "/health", AccessPolicy.Open, health.LiveAsync);
        Get(app, "/health/ready", AccessPolicy.Open, health.ReadyAsync);
        Get(app, "/", AccessPolicy.Open, new StartPage(engine, status, services.GetRequiredService<AccessControl>()).InvokeAsync);
    }

    private static void Get(IEndpointRouteBuilder app, string path, AccessPolicy policy, RequestDelegate handler) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handler).WithMetadata(new AccessRequirement(policy));

    private static void Post(IEndpointRouteBuilder app, string path, AccessPolicy policy, RequestDelegate handler) =>
        app.MapPost(path, handler).WithMetadata(new AccessRequirement(policy));
}
