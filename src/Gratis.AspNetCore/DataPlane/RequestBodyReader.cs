using System.Buffers;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>Reads a request body once, into one contiguous rented buffer.</summary>
internal static class RequestBodyReader
{
    private const int FirstGuess = 4096;

    /// <summary>The body, or why it cannot be taken.</summary>
    public static async ValueTask<(PooledBuffer? Body, GatewayError? Error)> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            return (null, TooLarge(limit));

        var body = new PooledBuffer((int)(request.ContentLength ?? FirstGuess) + 1);
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var result = await reader.ReadAsync(request.HttpContext.RequestAborted);
                foreach (var segment in result.Buffer)
                {
                    if (body.Length + segment.Length > limit)
                    {
                        body.Dispose();
                        return (null, TooLarge(limit));
                    }

                    segment.CopyTo(body.Free(segment.Length));
                    body.Advance(segment.Length);
                }

                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    return (body, null);
            }
        }
        catch (BadHttpRequestException broken)
        {
            // Kestrel's own judgement of the framing: too large, too slow, or no valid chunk.
            body.Dispose();
            return (null, broken.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => TooLarge(limit),
                StatusCodes.Status408RequestTimeout => GatewayError.InvalidRequest("The request body came too slowly.") with { Status = StatusCodes.Status408RequestTimeout },
                _ => GatewayError.InvalidRequest("The request body is not framed as HTTP: " + broken.Message),
            });
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static GatewayError TooLarge(int limit) =>
        GatewayError.BodyTooLarge($"The request body is larger than {limit} bytes (server.max_request_bytes).");
}
