using System.Net;
using Gratis.Catalog;
using Gratis.Tests.Hosting;
using Gratis.Tests.Time;

namespace Gratis.Tests.Discovery;

/// <summary>One question as it reached a provider.</summary>
internal sealed record Asked(string Provider, TimeSpan At, Uri Url, string? Key, string? IfNoneMatch, string? IfModifiedSince);

/// <summary>Providers that list their models as told.</summary>
internal sealed class ListNetwork(VirtualTime time)
{
    private readonly Dictionary<string, Func<Asked, Reply>> _scripts = [];
    private readonly Lock _lock = new();

    public List<Asked> Calls { get; } = [];

    /// <summary>Calls that wait for their headers.</summary>
    public int Waiting { get; private set; }

    public int MostWaiting { get; private set; }

    /// <summary>Responses that nobody has disposed yet.</summary>
    public int Open { get; private set; }

    public int Count(string provider) => Calls.Count(call => call.Provider == provider);

    /// <summary>Answers one call after the other; the last reply goes on for ever.</summary>
    public void On(string provider, params Reply[] replies)
    {
        var next = 0;
        On(provider, _ => replies[Math.Min(next++, replies.Length - 1)]);
    }

    public void On(string provider, Func<Asked, Reply> script) => _scripts[provider] = script;

    public HttpMessageHandler HandlerFor(Provider provider) => new Handler(this, provider);

    private async Task<HttpResponseMessage> AnswerAsync(Provider provider, HttpRequestMessage request, CancellationToken cancel)
    {
        request.Method.ShouldBe(HttpMethod.Get);
        request.Content.ShouldBeNull();
        var asked = new Asked(
            provider.Id, time.Elapsed, request.RequestUri!, Header(request, provider.AuthName), Header(request, "If-None-Match"), Header(request, "If-Modified-Since"));
        Calls.Add(asked);
        var reply = _scripts.TryGetValue(provider.Id, out var script) ? script(asked) : throw new InvalidOperationException($"Nobody told what {provider.Id} lists.");
        if (reply.After != TimeSpan.Zero)
            await WaitAsync(reply.After, cancel);

        cancel.ThrowIfCancellationRequested();
        return reply.Fault is { } fault ? throw fault : Respond(reply);
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancel)
    {
        lock (_lock)
            MostWaiting = Math.Max(MostWaiting, ++Waiting);
        try
        {
            await Task.Delay(wait, time, cancel);
        }
        finally
        {
            lock (_lock)
                Waiting--;
        }
    }

    private Response Respond(Reply reply)
    {
        var response = new Response(this, (HttpStatusCode)reply.Status) { Content = new ScriptedContent(new ScriptedStream(reply.Body, time), reply.ContentType) };
        foreach (var (name, value) in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        lock (_lock)
            Open++;
        return response;
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private sealed class Handler(ListNetwork network, Provider provider) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            network.AnswerAsync(provider, request, cancellationToken);
    }

    private sealed class Response(ListNetwork network, HttpStatusCode status) : HttpResponseMessage(status)
    {
        private bool _disposed;

        protected override void Dispose(bool disposing)
        {
            if (!_disposed)
            {
                lock (network._lock)
                    network.Open--;
            }

            _disposed = true;
            base.Dispose(disposing);
        }
    }
}
