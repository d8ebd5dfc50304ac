using Gratis.AspNetCore.Access;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>One endpoint of the data plane: body in, facts read, dispatched, answer out.</summary>
internal sealed class DataPlaneEndpoint(Operation operation, GratisEngine engine)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var id = engine.NextRequestId();
        context.Response.Headers[GatewayHeaders.RequestId] = id;
        if (!IsJson(context.Request.ContentType))
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(
                $"Content-Type is '{HeaderText.Encode(context.Request.ContentType!)}'; send 'Content-Type: application/json'.") with { RequestId = id });
            return;
        }

        var (body, unreadable) = await RequestBodyReader.ReadAsync(context.Request, engine.Limits.MaxRequestBytes);
        if (body is null)
        {
            await ErrorResponse.WriteAsync(context, unreadable! with { RequestId = id });
            return;
        }

        using (body)
        {
            if (Refusal(context, body, out var facts) is { } refusal)
                await ErrorResponse.WriteAsync(context, refusal with { RequestId = id });
            else
                await AnswerAsync(context, ClientHints.ToRequest(context.Request, id, operation, body.Written, facts!));
        }
    }

    private GatewayError? Refusal(HttpContext context, PooledBuffer body, out RequestFacts? facts)
    {
        if (!RequestReader.TryRead(body.WrittenSpan, operation, out facts, out var fault))
            return GatewayError.InvalidRequest(fault.Message, fault.Param);
        if (ClientHints.Fault(context.Request) is { } badHint)
            return GatewayError.InvalidRequest(badHint);

        return context.Features.Get<ClientKey>() is { MayUseAnyModel: false } client && !client.MayUse(facts.Model(body.WrittenSpan))
            ? GatewayError.Forbidden($"Key '{client.Name}' may not use this model.")
            : null;
    }

    private async Task AnswerAsync(HttpContext context, GatewayRequest request)
    {
        try
        {
            var pending = engine.SendAsync(request, context.RequestAborted);
            var (answer, begun) = request.Facts.Stream && !pending.IsCompleted
                ? await KeepAlive.WaitAsync(pending.AsTask(), context, engine)
                : (await pending, false);

            await using (answer)
                await AnswerWriter.WriteAsync(context, answer, begun);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up: its upstream is already cancelled and there is nobody left to answer.
        }
    }

    private static bool IsJson(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        || contentType.Contains("+json", StringComparison.OrdinalIgnoreCase);
}
