using System.Collections.Concurrent;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>A provider that serves whoever has one of its keys, and refuses everybody else.</summary>
internal sealed class KeyedUpstream : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _keys = new();
    private readonly FakeUpstream _upstream;

    private KeyedUpstream(FakeUpstream upstream)
    {
        _upstream = upstream;
        upstream.Otherwise = (call, response) => Answer(call)(call, response);
    }

    /// <summary>What a chat is answered with a good key.</summary>
    public Script Chat { get; set; } = Answers.Chat("hello");

    /// <summary>What the list holds, as JSON.</summary>
    public string List { get; set; } = """{"data":[{"id":"m","pricing":{"prompt":"0","completion":"0"}},{"id":"dear","pricing":{"prompt":"0.01","completion":"0.01"}}]}""";

    public string BaseUrl => _upstream.BaseUrl;

    /// <summary>The keys of the chats so far, in their order.</summary>
    public IReadOnlyList<string?> ChatKeys => [.. _upstream.Calls.Where(call => call.Method == "POST").Select(KeyOf)];

    public IReadOnlyCollection<UpstreamCall> Calls => _upstream.Calls;

    public static async Task<KeyedUpstream> StartAsync(params string[] keys)
    {
        var upstream = new KeyedUpstream(await FakeUpstream.StartAsync());
        foreach (var key in keys)
            upstream.Take(key);
        return upstream;
    }

    public void Take(string key) => _keys[key] = true;

    public void Revoke(string key) => _keys.TryRemove(key, out _);

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    private static string? KeyOf(UpstreamCall call) => call["Authorization"]?["Bearer ".Length..];

    private Script Answer(UpstreamCall call) => KeyOf(call) is not { } key || !_keys.ContainsKey(key) ? Answers.Error(401, "Incorrect API key provided: " + (KeyOf(call) ?? "none"))
        : call.Method == "GET" ? Answers.Json(200, List)
        : Chat;
}
