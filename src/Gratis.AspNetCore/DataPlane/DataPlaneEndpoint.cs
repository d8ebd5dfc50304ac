using Gratis.AspNetCore.Access;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>One endpoint of the data plane: its client's turn, body in, facts read, dispatched, answer out.</summary>
/// <param name="operation">What is asked for here.</param>
/// <param name="engine">Who answers.</param>
/// <param name="delivery">How the answer travels.</param>
/// <param name="searchesWeb">Every request here is answered with a search of the web.</param>
internal sealed class DataPlaneEndpoint(Operation operation, GratisEngine engine, IDelivery delivery, bool searchesWeb = false)
{
    public DataPlaneEndpoint(Operation operation, GratisEngine engine)
        : this(operation, engine, PlainDelivery.Instance)
    {
    }

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
        using var intake = await RequestIntake.ReadAsync(context, operation, engine, searchesWeb);
        if (intake.Refusal is { } refusal)
            await RefuseAsync(context, turn, refusal);
        else if (intake.Request is { } request)
            await AnswerAsync(context, request, turn, intake);
    }

    /// <summary>Ends the client's turn before it is told: it may ask again the moment it knows.</summary>
    private static Task RefuseAsync(HttpContext context, ClientTurn? turn, GatewayError error)
    {
        turn?.Dispose();
        return ErrorResponse.WriteAsync(context, error);
    }

    private async Task AnswerAsync(HttpContext context, GatewayRequest request, ClientTurn? turn, RequestIntake intake)
    {
        Answer? answer = null;
        try
        {
            if (turn is not null && await turn.DrawAsync(turn.CountsTokens ? engine.Estimate(request) : default, context.RequestAborted) is { } refusal)
            {
                await RefuseAsync(context, turn, refusal);
                return;
            }

            (answer, var begun) = await delivery.SendAsync(context, request, engine);

            // The upstream has all of it: a long stream need not hold it.
            intake.Dispose();
            await using (answer)
            {
                EndTurnWith(answer, request, turn);
                await delivery.WriteAsync(context, answer, begun);
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
}
