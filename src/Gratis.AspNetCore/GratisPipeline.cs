using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Auditing;
using Gratis.AspNetCore.Status;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.AspNetCore;

/// <summary>What every request passes before its endpoint.</summary>
internal static class GratisPipeline
{
    public static void UseGratis(this IApplicationBuilder app)
    {
        var status = app.ApplicationServices.GetRequiredService<GatewayStatus>();
        var engine = app.ApplicationServices.GetRequiredService<GratisEngine>();
        app.Use(next => context =>
        {
            if (status.IsDemo)
                context.Response.Headers[GatewayHeaders.Demo] = "true";
            return next(context);
        });
        app.UseRouting();
        app.Use(next => context =>
        {
            // Before anything can be refused: a refusal carries the request's id too, and says that nothing was tried.
            if (context.GetEndpoint()?.Metadata.GetMetadata<AccessRequirement>()?.Policy == AccessPolicy.DataPlane)
            {
                context.Response.Headers[GatewayHeaders.RequestId] = engine.NextRequestId();
                context.Response.Headers[GatewayHeaders.Attempts] = "0";
            }

            return next(context);
        });
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<AuditMiddleware>();
        app.Use(next => context => context.GetEndpoint() switch
        {
            null => NotFound(context),
            RouteEndpoint => next(context),
            _ => MethodNotAllowed(context, next),
        });
    }

    /// <summary>The router's own refusal knows the methods to allow; it only lacks the words.</summary>
    private static async Task MethodNotAllowed(HttpContext context, RequestDelegate refuse)
    {
        await refuse(context);
        await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(
            $"{context.Request.Method} is not for this address; it takes {context.Response.Headers.Allow}.") with { Status = StatusCodes.Status405MethodNotAllowed, Code = "method_not_allowed" });
    }

    private static Task NotFound(HttpContext context) => ErrorResponse.WriteAsync(
        context, GatewayError.InvalidRequest("There is nothing at this address.") with { Status = StatusCodes.Status404NotFound, Code = "not_found" });
}
