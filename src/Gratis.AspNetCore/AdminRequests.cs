using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore;

/// <summary>What all endpoints of the owner have in common.</summary>
internal static class AdminRequests
{
    /// <summary>Answers are never stored on the way; a store that cannot be used is told as it says it itself.</summary>
    public static RequestDelegate Guard(RequestDelegate handler) => async context =>
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await handler(context);
        }
        catch (StorageException unusable) when (!context.Response.HasStarted)
        {
            await ErrorResponse.WriteAsync(context, new GatewayError(
                StatusCodes.Status503ServiceUnavailable, "storage_unavailable", "server_error", unusable.Message));
        }
    };

    public static GatewayError NotFound(string message) =>
        GatewayError.InvalidRequest(message) with { Status = StatusCodes.Status404NotFound, Code = "not_found" };

    public static GatewayError Conflict(string code, string message) =>
        GatewayError.InvalidRequest(message) with { Status = StatusCodes.Status409Conflict, Code = code };
}
