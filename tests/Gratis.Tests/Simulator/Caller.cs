using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>A client of one simulated provider, in virtual time and without a socket.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpMessageInvoker _invoker;

    public Caller(ProviderSpec provider, VirtualTime? time = null, string address = "127.0.0.1", World? world = null)
    {
        Time = time ?? new VirtualTime();
        World = world ?? new World(Time, seed: 7).Add(provider);
        Entry = World.Provider(provider.Id);
        Key = Entry.Keys.Count > 0 ? Entry.Keys[0] : null;
        _invoker = new HttpMessageInvoker(new SimulatorHandler(World) { Address = address });
    }

    public VirtualTime Time { get; }

    public World World { get; }

    public ProviderEntry Entry { get; }

    public string? Key { get; set; }

    public static Caller Of(string kind) => new(ProviderSpec.Standard(kind, null, kind == "ollama" ? [] : ["secret-1"]));

    public static Caller Plain(params ModelSpec[] models) =>
        new(new ProviderSpec("p", "openai") { Accounts = [new AccountSpec("secret-1")], Models = models.Length > 0 ? models : [new ModelSpec("m1")] });

    public Task<Answered> ChatAsync(string model, string text = "hello", string extra = "") =>
        PostAsync("/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}]{{extra}}}""");

    public Task<Answered> StreamAsync(string model, string text = "hello", string extra = "") => ChatAsync(model, text, ",\"stream\":true" + extra);

    public async Task<Answered> PostAsync(string path, string json)
    {
        using var response = await SendAsync(HttpMethod.Post, path, json);
        return await Answered.ReadAsync(response);
    }

    public async Task<Answered> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null);
        return await Answered.ReadAsync(response);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellation = default) =>
        _invoker.SendAsync(Request(method, new Uri(Entry.InProcessUrl + path), json), cancellation);

    public HttpRequestMessage Request(HttpMethod method, Uri uri, string? json)
    {
        var request = new HttpRequestMessage(method, uri);
        if (Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default) => _invoker.SendAsync(request, cancellation);

    public void Dispose() => _invoker.Dispose();
}

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answered(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    /// <summary>The payloads of the data lines.</summary>
    public string[] Data => [.. Text.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].Trim())];

    public JsonElement[] Chunks => [.. Data.Where(data => data != "[DONE]").Select(data => JsonDocument.Parse(data).RootElement)];

    public string Content => string.Concat(Chunks
        .Where(chunk => chunk.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0)
        .Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta"))
        .Select(delta => delta.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String ? content.GetString() : ""));

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<Answered> ReadAsync(HttpResponseMessage response, CancellationToken cancellation = default)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Answered((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
