using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Catalog;
using Gratis.Hosting.Client;
using Gratis.Hosting.Options;
using Gratis.Wire;
using Microsoft.Extensions.AI;

namespace Gratis.Benchmarks.Embedding;

/// <summary>What the library adds to a call, over a bare client and the same upstream on loopback.</summary>
[MedianColumn]
public class CallTheLibrary : IDisposable
{
    private static readonly ChatMessage[] Question = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Why is the sky blue?")];
    private static readonly byte[] Body = """{"model":"mine/m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Why is the sky blue?"}]}"""u8.ToArray();

    private CannedServer? _server;
    private HttpMessageInvoker? _http;
    private GratisHost? _host;
    private GratisClient? _client;

    /// <summary>How long the upstream takes: nothing at all, which no model does, or far less than any.</summary>
    [Params(0, 2)]
    public int UpstreamMilliseconds { get; set; }

    /// <summary>Starts both and proves that they are answered.</summary>
    [GlobalSetup]
    public async Task Setup()
    {
        _server = new CannedServer(ChatAnswer.Text(), TimeSpan.FromMilliseconds(UpstreamMilliseconds));
        _http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null });
        var options = new GratisOptions
        {
            Discovery = { Enabled = false },
            Edges = { Environment = _ => null },
            Providers = { ["mine"] = new ProviderOptions { BaseUrl = _server.BaseUrl, ApiKey = "k", Free = FreeRule.All, Models = { new ModelOptions { Id = "m" } } } },
        };
        _host = new GratisHost(options);
        _client = new GratisClient(_host, "mine/m");
        if (await Bare() != await Raw() || await Chat() == 0)
            throw new InvalidOperationException("Both must get the same answer.");
    }

    /// <summary>Ends them.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _client?.Dispose();
        _host?.Dispose();
        _http?.Dispose();
        _server?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A bare client: the bytes out, the bytes in.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> Bare()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server!.BaseUrl + "/chat/completions") { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "k");
        using var response = await _http!.SendAsync(request, CancellationToken.None);
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    /// <summary>The same bytes through the engine.</summary>
    [Benchmark]
    public async Task<int> Raw()
    {
        await using var answer = await _host!.SendAsync(new GratisRequest(Operation.Chat, Body));
        return answer.Body.Length;
    }

    /// <summary>Messages in, a response object out.</summary>
    [Benchmark]
    public async Task<int> Chat() => (await _client!.GetResponseAsync(Question)).Text.Length;
}
