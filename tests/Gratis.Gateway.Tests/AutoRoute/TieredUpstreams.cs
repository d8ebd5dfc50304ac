using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.AutoRoute;

/// <summary>A free provider for each tier, and one whose model sorts requests; the ranking alone would always begin with the same.</summary>
internal sealed class TieredUpstreams : IAsyncDisposable
{
    private readonly FakeUpstream[] _all;

    private TieredUpstreams(FakeUpstream[] all) => _all = all;

    public FakeUpstream Lite => _all[0];

    public FakeUpstream Standard => _all[1];

    public FakeUpstream Large => _all[2];

    public FakeUpstream Reasoning => _all[3];

    /// <summary>Its model costs money, so <c>auto</c> never uses it.</summary>
    public FakeUpstream Sorter => _all[4];

    public TestGateway Gateway { get; private set; } = null!;

    public static async Task<TieredUpstreams> StartAsync(string autoRoute = "enabled: true")
    {
        var tiers = new TieredUpstreams(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => FakeUpstream.StartAsync())));
        tiers.Gateway = await TestGateway.StartAsync(tiers.Config(autoRoute));
        return tiers;
    }

    public string Config(string autoRoute) => $$"""
        server: { max_wait_seconds: 0 }
        auto_route: { {{autoRoute}} }
        providers:
          lite: { base_url: "{{Lite.BaseUrl}}", free: all, models: [ { id: mini-7b, tools: true } ] }
          standard: { base_url: "{{Standard.BaseUrl}}", free: all, models: [ { id: plain-32b, tools: true } ] }
          large: { base_url: "{{Large.BaseUrl}}", free: all, models: [ { id: giant-120b, tools: true } ] }
          thinker: { base_url: "{{Reasoning.BaseUrl}}", free: all, models: [ { id: giant-400b-thinking, tools: true } ] }
          sorter: { base_url: "{{Sorter.BaseUrl}}", free: none, models: [ { id: tiny-3b } ], limits: { rpd: 3, reset: rolling } }
        """;

    public static string Body(string text, string model = "auto", string members = "") =>
        $$"""{"model":"{{model}}",{{members}}"messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}}}]}""";

    public Task<Reply> AskAsync(string text, string model = "auto", string members = "") => Gateway.PostAsync(Ask.Path, Body(text, model, members));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var one in _all)
            await one.DisposeAsync();
    }
}
