using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.WebSearch;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Routing;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>One endpoint of the data plane: its client's turn, body in, facts read, dispatched, answer out.</summary>
internal sealed class DataPlaneEndpoint(Operation operation, GratisEngine engine, bool searchesWeb = false)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ClientKey>() is not { IsLimited: true } client)
        {
            await ServeAsync(context, null);
            return;
        }

        // As late as they can be told, whatever comes of the request.
        context.Response.OnStarting(() =>
        {
            ClientRates.Describe(client, context.Response.Headers, engine.Time.GetUtcNow());
            return Task.CompletedTask;
        });
        using var turn = ClientTurn.TryBegin(client, engine.Quotas, engine.Time, out var refusal);
        if (turn is null)
            await ErrorResponse.WriteAsync(context, refusal!);
        else
            await ServeAsync(context, turn);
    }

    private async Task ServeAsync(HttpContext context, ClientTurn? turn)
    {
        if (Unreadable(context.Request) is { } refused)
        {
            await RefuseAsync(context, turn, refused);
            return;
        }

        var (body, unreadable) = await RequestBodyReader.ReadAsync(context.Request, engine.Limits, engine.Time);
        if (body is null)
        {
            if (unreadable is not null)
                await RefuseAsync(context, turn, unreadable);
            return;
        }

        using (body)
        {
            var client = context.Features.Get<ClientKey>();
            if (Refusal(context, client, body, out var facts, out var wishes) is { } refusal)
            {
                await RefuseAsync(context, turn, refusal);
                return;
            }

            var asked = searchesWeb ? WebSearchRequest.From(body, facts!) : new AskedBody(body, facts!);
            using (asked.Body)
                await AnswerAsync(context, ClientHints.ToRequest(context, asked, client, wishes), turn, asked.Body);
        }
    }

    /// <summary>Ends the client's turn before it is told: it may ask again the moment it knows.</summary>
    private static Task RefuseAsync(HttpContext context, ClientTurn? turn, GatewayError error)
    {
        turn?.Dispose();
        return ErrorResponse.WriteAsync(context, error);
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

    private GatewayError? Refusal(HttpContext context, ClientKey? client, PooledBuffer body, out RequestFacts? facts, out RouteWishes? wishes)
    {
        wishes = null;
        if (!RequestReader.TryRead(body.WrittenSpan, operation, out facts, out var fault))
            return GatewayError.InvalidRequest(fault.Message, fault.Param);
        if (ClientHints.Fault(context.Request) is { } badHint)
            return GatewayError.InvalidRequest(badHint);
        if (!WishHeaders.TryRead(context.Request.Headers, engine.Routes.Catalog, out wishes, out var badWish))
            return GatewayError.InvalidRequest(badWish!);

        return client is { MayUseAnyModel: false } && !client.MayUse(facts.HasModel ? facts.Model(body.WrittenSpan) : VirtualNames.Auto)
            ? GatewayError.Forbidden($"Key '{client.Name}' may not use this model.")
            : null;
    }

    private async Task AnswerAsync(HttpContext context, GatewayRequest request, ClientTurn? turn, PooledBuffer body)
    {
        Answer? answer = null;
        try
        {
            if (turn is not null && await turn.DrawAsync(turn.CountsTokens ? engine.Estimate(request) : default, context.RequestAborted) is { } refusal)
            {
                await RefuseAsync(context, turn, refusal);
                return;
            }

            var pending = engine.SendAsync(request, context.RequestAborted);
            (answer, var begun) = request.Facts.Stream && !pending.IsCompleted
                ? await KeepAlive.WaitAsync(pending.AsTask(), context, engine)
                : (await pending, false);

            // The upstream has all of it: a long stream need not hold it.
            body.Dispose();
            await using (answer)
            {
                EndTurnWith(answer, request, turn);
                await AnswerWriter.WriteAsync(context, answer, begun);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up: its upstream is already cancelled and there is nobody left to answer.
        }
        finally
        {
            turn?.Settle(request, answer);
        }
    }

    /// <summary>Ends the client's turn when its answer is whole, so that its books are closed before it has the last byte.</summary>
    private static void EndTurnWith(Answer answer, GatewayRequest request, ClientTurn? turn)
    {
        if (turn is null)
            return;
        if (answer.IsStream)
            answer.Ended = End;
        else
            End();

        void End()
        {
            turn.Settle(request, answer);
            turn.Dispose();
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
