using Gratis.AspNetCore.DataPlane;
using Gratis.Dispatch;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.StreamRoute;

/// <summary>
/// <c>stream-route</c>: the steps of the request's way as they are made, each an event <c>route</c>, and then its answer: the chunks of a
/// stream, or a whole answer as one event. What is refused before there is any step is an error like any other.
/// </summary>
internal sealed class LiveDelivery : IDelivery
{
    public async ValueTask<(Answer Answer, bool Begun)> SendAsync(HttpContext context, GatewayRequest request, GratisEngine engine)
    {
        var events = new RouteEvents();
        request.Watcher = events;
        var pending = events.FollowAsync(engine.SendAsync(request, context.RequestAborted));
        try
        {
            var begun = await TellAsync(context, events, engine);
            return (await pending, begun);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            await KeepAlive.GiveBackAsync(pending);
            throw;
        }
    }

    public Task WriteAsync(HttpContext context, Answer answer, bool begun) =>
        begun && answer is { Error: null, IsStream: false } ? WriteWholeAsync(context, answer) : AnswerWriter.WriteAsync(context, answer, begun);

    /// <summary>Tells every step; whether there was any.</summary>
    private static async Task<bool> TellAsync(HttpContext context, RouteEvents events, GratisEngine engine)
    {
        var begun = false;
        var writer = context.Response.BodyWriter;
        while (await NextAsync(context, events, engine, begun))
        {
            if (!begun)
                AnswerWriter.BeginWithoutRoute(context.Response);
            begun = true;
            while (events.Steps.TryRead(out var step))
                step.WriteTo(writer);
            await writer.FlushAsync(context.RequestAborted);
        }

        return begun;
    }

    /// <summary>True when there is a step to tell. While there is none for long, comments keep what has begun open.</summary>
    private static async Task<bool> NextAsync(HttpContext context, RouteEvents events, GratisEngine engine, bool begun)
    {
        var next = events.Steps.WaitToReadAsync(context.RequestAborted).AsTask();
        while (begun && !next.IsCompleted)
        {
            using var tick = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            if (await Task.WhenAny(next, Task.Delay(engine.Limits.KeepAlive, engine.Time, tick.Token)) != next && !next.IsCompleted)
                await context.Response.BodyWriter.WriteAsync(KeepAlive.Comment, context.RequestAborted);
            await tick.CancelAsync();
        }

        return await next;
    }

    /// <summary>The head is gone already: the answer is one event.</summary>
    private static async Task WriteWholeAsync(HttpContext context, Answer answer)
    {
        SseFrames.Write(context.Response.BodyWriter, answer.Body.Span);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
