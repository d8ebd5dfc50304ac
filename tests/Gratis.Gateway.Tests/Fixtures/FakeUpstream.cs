using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>How an upstream answers one call.</summary>
internal delegate Task Script(UpstreamCall call, HttpResponse response);

/// <summary>A provider on a port of its own that answers as it is told and remembers what it was sent.</summary>
internal sealed class FakeUpstream : IAsyncDisposable
{
    private readonly ConcurrentQueue<Script> _scripts = new();
    private readonly ConcurrentQueue<UpstreamCall> _calls = new();
    private readonly Channel<UpstreamCall> _arrivals = Channel.CreateUnbounded<UpstreamCall>();
    private readonly WebApplication _app;

    private FakeUpstream(WebApplication app) => _app = app;

    /// <summary>What it answers when no script is left.</summary>
    public Script Otherwise { get; set; } = Answers.Chat("hello");

    /// <summary>Where its API lives, as a config names it.</summary>
    public string BaseUrl => _app.Urls.First() + "/v1";

    public IReadOnlyCollection<UpstreamCall> Calls => _calls;

    public static async Task<FakeUpstream> StartAsync(params Script[] scripts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, null));
        var app = builder.Build();
        var upstream = new FakeUpstream(app);
        foreach (var script in scripts)
            upstream.Then(script);
        app.Run(upstream.AnswerAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>One more call is answered so.</summary>
    public FakeUpstream Then(Script script)
    {
        _scripts.Enqueue(script);
        return this;
    }

    /// <summary>The next call that was not waited for yet.</summary>
    public Task<UpstreamCall> NextCallAsync() => _arrivals.Reader.ReadAsync().Soon();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var call = await UpstreamCall.ReadAsync(context);
        _calls.Enqueue(call);
        var script = _scripts.TryDequeue(out var next) ? next : Otherwise;
        _arrivals.Writer.TryWrite(call);
        try
        {
            await script(call, context.Response);
        }
        catch (Exception hungUp) when (context.RequestAborted.IsCancellationRequested && hungUp is OperationCanceledException or IOException)
        {
            // The gateway has gone away in the middle of a script.
        }
    }
}
