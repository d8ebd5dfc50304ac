using System.IO.Pipelines;
using System.Text;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Live;

/// <summary><c>GET /admin/api/live</c>: what requests do while they do it, as an event stream without end.</summary>
internal sealed class LiveEndpoint(GratisEngine engine)
{
    public const string Path = "/admin/api/live";

    /// <summary>How long it may be quiet before a comment keeps it open.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly byte[] Beat = Encoding.ASCII.GetBytes(": still here\n\n");

    public async Task InvokeAsync(HttpContext context)
    {
        using var listener = engine.Log.Live.Listen();
        if (listener is null)
        {
            await ErrorResponse.WriteAsync(context, new GatewayError(
                StatusCodes.Status429TooManyRequests, "too_many_listeners", "rate_limit_error",
                $"{LiveRequests.MostListeners} are listening already, and no more may. Close another page that shows live requests."));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await TellAsync(context.Response.BodyWriter, listener, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page was closed.
        }
    }

    private async Task TellAsync(PipeWriter output, LiveListener listener, CancellationToken gone)
    {
        // At once, so that whoever listens knows from when on.
        await output.WriteAsync(Beat, gone);
        while (true)
        {
            if (!await HasNewsAsync(listener, gone))
                await output.WriteAsync(Beat, gone);
            while (listener.Events.TryRead(out var told))
                LiveFrame.Write(output, told);
            if (listener.TakeDropped() is > 0 and var dropped)
                LiveFrame.WriteDropped(output, dropped);
            if ((await output.FlushAsync(gone)).IsCompleted)
                return;
        }
    }

    /// <summary>False when it was quiet for so long that somebody on the way might hang up.</summary>
    private async Task<bool> HasNewsAsync(LiveListener listener, CancellationToken gone)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var news = listener.Events.WaitToReadAsync(quiet.Token).AsTask();
        if (await Task.WhenAny(news, Task.Delay(Heartbeat, engine.Time, quiet.Token)) == news)
        {
            await quiet.CancelAsync();
            return await news;
        }

        gone.ThrowIfCancellationRequested();
        await quiet.CancelAsync();
        return false;
    }
}
