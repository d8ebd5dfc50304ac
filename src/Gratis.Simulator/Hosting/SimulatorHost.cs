using System.Globalization;
using System.Net;
using Gratis.Simulator.Traffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gratis.Simulator.Hosting;

/// <summary>
/// The door for real sockets: every provider under <c>/{id}</c> and its real path, e.g. <c>/openrouter/api/v1/chat/completions</c>,
/// the catalogue at <c>/models.dev/api.json</c>, and the world's own endpoints under <c>/_sim</c>. Listens on loopback only.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const int MostBodyBytes = 64 * 1024 * 1024;

    private readonly WebApplication _app;

    private SimulatorHost(WebApplication app, World world)
    {
        _app = app;
        World = world;
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>What is served.</summary>
    public World World { get; }

    /// <summary>Where it is served, e.g. <c>http://127.0.0.1:9100</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Starts to listen; port 0 takes any free one.</summary>
    public static async Task<SimulatorHost> StartAsync(World world, int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;

            // Slow and stalled answers are what this server is for.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        var app = builder.Build();
        app.Run(context => ServeAsync(world, context));
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatorHost(app, world);
        }
        catch
        {
            // Whatever kept it from listening: what was built must not outlive the attempt.
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Stalled answers never end by themselves: connections that are still open are cut, not waited for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task ServeAsync(World world, HttpContext context)
    {
        var request = await ReadAsync(context);
        using var playback = world.Open(request);
        try
        {
            if (await playback.GreetAsync(context.RequestAborted))
                await SendAsync(playback, context.Response, context.RequestAborted);
            else
                context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; the playback has noted when.
        }
    }

    private static async Task<SimRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = new List<KeyValuePair<string, string>>(context.Request.Headers.Count);
        foreach (var (name, value) in context.Request.Headers)
            headers.Add(new(name, value.ToString()));
        return new SimRequest(
            context.Request.Method, context.Request.Host.Value ?? "", context.Request.Path.Value ?? "/", context.Request.QueryString.Value ?? "", headers, body.ToArray())
        {
            Address = context.Connection.RemoteIpAddress?.ToString() ?? "",
        };
    }

    private static async Task SendAsync(Playback playback, HttpResponse response, CancellationToken cancellation)
    {
        var reply = playback.Reply;
        var broken = reply.Ending is not Ending.Clean && reply.Length is null;
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            response.Headers.Append(name, value);
        if (broken)
        {
            // With a Transfer-Encoding of ours Kestrel leaves the framing to us, and so lets us break it
            // at an exact byte: everything before the break arrives, which an abort would not promise.
            response.Headers.TransferEncoding = "chunked";
            response.Headers.Connection = "close";
        }
        else if (reply.Length is { } length && (reply.Moves.Count > 0 || reply.Ending is Ending.Cut))
        {
            // Of a body that is cut this promises more than comes; the server then closes the connection behind what came.
            response.ContentLength = length;
        }

        if (playback.PausesNext)
            await response.StartAsync(cancellation);
        while (!playback.Ended)
        {
            var bytes = await playback.NextAsync(cancellation);
            if (bytes.IsEmpty)
                continue;
            if (broken)
                await response.Body.WriteAsync(ChunkHeader(bytes.Length), cancellation);
            await response.Body.WriteAsync(bytes, cancellation);
            if (broken)
                await response.Body.WriteAsync("\r\n"u8.ToArray(), cancellation);
            if (!playback.Ended)
                await response.Body.FlushAsync(cancellation);
        }

        if (reply.Ending is Ending.BadFraming)
            await response.Body.WriteAsync("zz\r\nno chunk\r\n"u8.ToArray(), cancellation);
    }

    private static byte[] ChunkHeader(int length) => System.Text.Encoding.ASCII.GetBytes(length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
}
