using System.IO.Pipelines;
using Gratis.Dispatch;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>Reads a request body once, into one contiguous rented buffer.</summary>
internal static class RequestBodyReader
{
    private const int FirstGuess = 4096;

    // A client that announces much and sends little must not hold much.
    private const int MostAtFirst = 1024 * 1024;

    /// <summary>The body, or why it cannot be taken; neither when the client went away in the middle of it.</summary>
    public static async ValueTask<(PooledBuffer? Body, GatewayError? Error)> ReadAsync(HttpRequest request, RequestLimits limits, TimeProvider time)
    {
        var limit = limits.MaxRequestBytes;
        if (request.ContentLength > limit)
            return (null, TooLarge(limit));

        var body = new PooledBuffer((int)Math.Min(request.ContentLength ?? FirstGuess, MostAtFirst) + 1);
        ITimer? deadline = null;
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var pending = reader.ReadAsync(request.HttpContext.RequestAborted);
                if (!pending.IsCompleted)
                    deadline ??= time.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, limits.Total, Timeout.InfiniteTimeSpan);
                var result = await pending;
                if (result.IsCanceled || body.Length + result.Buffer.Length > limit)
                {
                    // Read or not, it is done with: else the server could not drain what still comes.
                    reader.AdvanceTo(result.Buffer.End);
                    body.Dispose();
                    return (null, result.IsCanceled ? TooSlow() : TooLarge(limit));
                }

                foreach (var segment in result.Buffer)
                {
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
                StatusCodes.Status408RequestTimeout => TooSlow(),
                _ => Unframed(broken),
            });
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            body.Dispose();
            return (null, null);
        }
        catch (IOException broken)
        {
            // A chunk size that overflows comes as this, and not as a bad request.
            body.Dispose();
            return (null, Unframed(broken));
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    private static GatewayError Unframed(IOException broken) =>
        GatewayError.InvalidRequest("The request body is not framed as HTTP: " + broken.Message);

    private static GatewayError TooSlow() =>
        GatewayError.InvalidRequest("The request body came too slowly.") with { Status = StatusCodes.Status408RequestTimeout };

    private static GatewayError TooLarge(int limit) =>
        GatewayError.BodyTooLarge($"The request body is larger than {limit} bytes (server.max_request_bytes).");
}
