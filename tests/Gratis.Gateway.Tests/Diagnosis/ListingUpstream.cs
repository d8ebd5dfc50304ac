using System.Collections.Concurrent;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Diagnosis;

/// <summary>A provider that lists free models and answers for each as it is told; for all others it says hello.</summary>
internal sealed class ListingUpstream : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Script> _scripts = new();
    private readonly FakeUpstream _upstream;

    private ListingUpstream(FakeUpstream upstream, string[] list)
    {
        (_upstream, List) = (upstream, list);
        upstream.Otherwise = (call, response) => call.Method == "GET"
            ? Answers.Json(200, ListJson)(call, response)
            : _scripts.GetValueOrDefault(call.Model, Answers.Chat("hello"))(call, response);
    }

    /// <summary>What it lists.</summary>
    public string[] List { get; set; }

    public string BaseUrl => _upstream.BaseUrl;

    /// <summary>Calls to models.</summary>
    public int Questions => _upstream.Calls.Count(call => call.Method == "POST");

    public static async Task<ListingUpstream> StartAsync(string[] list) => new(await FakeUpstream.StartAsync(), list);

    public void On(string model, Script script) => _scripts[model] = script;

    public int Pings(string model) => _upstream.Calls.Count(call => call.Method == "POST" && call.Model == model && call.Text.Contains("\"ping\"", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    private string ListJson => "{\"data\":[" + string.Join(',', List.Select(id => $$"""{"id":"{{id}}","pricing":{"prompt":"0","completion":"0"} }""")) + "]}";
}
