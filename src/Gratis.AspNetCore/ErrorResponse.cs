using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore;

/// <summary>Writes an error in the client's dialect.</summary>
internal static class ErrorResponse
{
    public static async Task WriteAsync(HttpContext context, GatewayError error)
    {
        var response = context.Response;
        if (error.RequestId is null && response.Headers.TryGetValue(GatewayHeaders.RequestId, out var id))
            error = error with { RequestId = id };
        response.StatusCode = error.Status;
        response.ContentType = "application/json; charset=utf-8";
        if (error.RetryAfter is { } wait)
            response.Headers.RetryAfter = RetryAfter.Format(wait);
        ErrorWriter.Write(response.BodyWriter, error);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
