using System.Net;
using System.Text;
using Gratis.Catalog;

namespace Gratis.Tests.Hosting;

/// <summary>One call as it reached an upstream.</summary>
internal sealed record UpstreamCall(string Route, string Account, TimeSpan At, string Body, HttpRequestMessage Request);

/// <summary>Every upstream there is, answering as told; counts what it gave and did not get back.</summary>
internal sealed class ScriptedNetwork(TimeProvider time, DateTimeOffset start)
{
    private readonly Dictionary<string, Func<UpstreamCall, Reply>> _scripts = [];

    public List<UpstreamCall> Calls { get; } = [];

    /// <summary>False: calls are counted and not kept.</summary>
    public bool KeepsCalls { get; init; } = true;

    public int CallCount { get; private set; }

    /// <summary>Responses that nobody has disposed yet.</summary>
    public int Open { get; private set; }

    /// <summary>Calls that wait for their headers.</summary>
    public int Waiting { get; private set; }

    /// <summary>The body of the last answer.</summary>
    public ScriptedStream? LastBody { get; private set; }

    /// <summary>Answers a route's calls, or those to a path without a body as in <c>a/v1/key</c>, one after the other; the last reply goes on for ever.</summary>
    public void On(string route, params Reply[] replies)
    {
        var next = 0;
        On(route, _ => replies[Math.Min(next++, replies.Length - 1)]);
    }

    public void On(string route, Func<UpstreamCall, Reply> script) => _scripts[route] = script;

    public HttpMessageHandler HandlerFor(Provider provider) => new Handler(this, provider);

    private async Task<HttpResponseMessage> AnswerAsync(Provider provider, HttpRequestMessage request, CancellationToken cancel)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancel);
        var call = new UpstreamCall(request.Content is null ? provider.Id + request.RequestUri!.AbsolutePath : provider.Id + "/" + ModelIn(body), AccountIn(provider, request), time.GetUtcNow() - start, body, request);
        CallCount++;
        if (KeepsCalls) Calls.Add(call);

        var reply = _scripts.TryGetValue(call.Route, out var script)
            ? script(call)
            : throw new InvalidOperationException($"Nobody told what {call.Route} answers.");
        if (reply.After != TimeSpan.Zero)
        {
            Waiting++;
            try
            {
                await Task.Delay(reply.After, time, cancel);
            }
            finally
            {
                Waiting--;
            }
        }

        cancel.ThrowIfCancellationRequested();
        return reply.Fault is { } fault ? throw fault : Respond(reply);
    }

    private Response Respond(Reply reply)
    {
        LastBody = new ScriptedStream(reply.Body, time);
        var response = new Response(this, (HttpStatusCode)reply.Status) { Content = new ScriptedContent(LastBody, reply.ContentType) };
        foreach (var (name, value) in reply.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        Open++;
        return response;
    }

    private static string ModelIn(string body)
    {
        const string Name = "\"model\":\"";
        var from = body.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return body[from..body.IndexOf('"', from)];
    }

    private static string AccountIn(Provider provider, HttpRequestMessage request)
    {
        if (!request.Headers.NonValidated.TryGetValues("Authorization", out var values)) return "";
        var sent = values.ToString();
        return provider.Accounts.FirstOrDefault(a => a.BearerHeader == sent)?.Id ?? "";
    }

    private sealed class Handler(ScriptedNetwork network, Provider provider) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            network.AnswerAsync(provider, request, cancellationToken);
    }

    private sealed class Response(ScriptedNetwork network, HttpStatusCode status) : HttpResponseMessage(status)
    {
        private bool _disposed;

        protected override void Dispose(bool disposing)
        {
            if (!_disposed) network.Open--;
            _disposed = true;
            base.Dispose(disposing);
        }
    }
}
