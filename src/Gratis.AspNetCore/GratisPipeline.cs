using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Status;
using Gratis.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.AspNetCore;

/// <summary>What every request passes before its endpoint.</summary>
internal static class GratisPipeline
{
    public static void UseGratis(this IApplicationBuilder app)
    {
        var status = app.ApplicationServices.GetRequiredService<GatewayStatus>();
        app.Use(next => context =>
        {
            if (status.IsDemo)
                context.Response.Headers[GatewayHeaders.Demo] = "true";
            return next(context);
        });
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.Use(next => context => context.GetEndpoint() is null ? NotFound(context) : next(context));
    }

    private static Task NotFound(HttpContext context) => ErrorResponse.WriteAsync(
        context, GatewayError.InvalidRequest("There is nothing at this address.") with { Status = StatusCodes.Status404NotFound, Code = "not_found" });
}
