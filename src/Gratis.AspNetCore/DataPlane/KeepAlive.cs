using Gratis.Dispatch;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>
/// A stream's headers wait for the commit, because they name the route. When that takes so long that something in between might
/// hang up, they go out without it, and comment lines follow until the answer is there.
/// </summary>
internal static class KeepAlive
{
    public static readonly byte[] Comment = ": waiting\n\n"u8.ToArray();

    /// <summary>The answer, and whether the response has begun without it.</summary>
    public static async Task<(Answer Answer, bool Begun)> WaitAsync(Task<Answer> pending, HttpContext context, GratisEngine engine)
    {
        var begun = false;
        while (true)
        {
            using var tick = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            var timer = Task.Delay(engine.Limits.KeepAlive, engine.Time, tick.Token);
            if (await Task.WhenAny(pending, timer) == pending)
            {
                await tick.CancelAsync();
                return (await pending, begun);
            }

            if (context.RequestAborted.IsCancellationRequested)
                return (await pending, begun);
            if (!begun)
                AnswerWriter.BeginWithoutRoute(context.Response);
            begun = true;
            try
            {
                await context.Response.Body.WriteAsync(Comment, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                await GiveBackAsync(pending);
                throw;
            }
        }
    }

    /// <summary>An answer that came in the moment its client left still holds a connection and buffers.</summary>
    public static async Task GiveBackAsync(Task<Answer> pending)
    {
        try
        {
            await (await pending).DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // The usual end: the call was cancelled together with its client.
        }
    }
}
