using Gratis.AspNetCore.Access;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Routing;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>One endpoint of the data plane: body in, facts read, dispatched, answer out.</summary>
internal sealed class DataPlaneEndpoint(Operation operation, GratisEngine engine)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Unreadable(context.Request) is { } refused)
        {
            await ErrorResponse.WriteAsync(context, refused);
            return;
        }

        var (body, unreadable) = await RequestBodyReader.ReadAsync(context.Request, engine.Limits, engine.Time);
        if (body is null)
        {
            if (unreadable is not null)
                await ErrorResponse.WriteAsync(context, unreadable);
            return;
        }

        using (body)
        {
            if (Refusal(context, body, out var facts) is { } refusal)
                await ErrorResponse.WriteAsync(context, refusal);
            else
                await AnswerAsync(context, ClientHints.ToRequest(context, operation, body.Written, facts!), body);
        }
    }

    /// <summary>Why the body is not worth reading, or null.</summary>
    private static GatewayError? Unreadable(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
            return GatewayError.InvalidRequest($"Content-Type is '{HeaderText.Encode(request.ContentType!)}'; send 'Content-Type: application/json'.");

        var encoding = request.Headers.ContentEncoding.ToString();
        return encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? null
            : GatewayError.InvalidRequest($"Content-Encoding is '{HeaderText.Encode(encoding)}'; send the body as it is, without a Content-Encoding.");
    }

    private GatewayError? Refusal(HttpContext context, PooledBuffer body, out RequestFacts? facts)
    {
        if (!RequestReader.TryRead(body.WrittenSpan, operation, out facts, out var fault))
            return GatewayError.InvalidRequest(fault.Message, fault.Param);
        if (ClientHints.Fault(context.Request) is { } badHint)
            return GatewayError.InvalidRequest(badHint);

        return context.Features.Get<ClientKey>() is { MayUseAnyModel: false } client && !client.MayUse(facts.HasModel ? facts.Model(body.WrittenSpan) : VirtualNames.Auto)
            ? GatewayError.Forbidden($"Key '{client.Name}' may not use this model.")
            : null;
    }

    private async Task AnswerAsync(HttpContext context, GatewayRequest request, PooledBuffer body)
    {
        try
        {
            var pending = engine.SendAsync(request, context.RequestAborted);
            var (answer, begun) = request.Facts.Stream && !pending.IsCompleted
                ? await KeepAlive.WaitAsync(pending.AsTask(), context, engine)
                : (await pending, false);

            // The upstream has all of it: a long stream need not hold it.
            body.Dispose();
            await using (answer)
                await AnswerWriter.WriteAsync(context, answer, begun);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up: its upstream is already cancelled and there is nobody left to answer.
        }
    }

    private static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var parameters = contentType.IndexOf(';');
        var type = (parameters < 0 ? contentType : contentType[..parameters]).Trim();
        return type.IsEmpty
            || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
