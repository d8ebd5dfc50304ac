using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Failover;

/// <summary>Two free providers that both have the model, in the order <c>one</c>, <c>two</c>.</summary>
internal sealed class TwoUpstreams : IAsyncDisposable
{
    private TwoUpstreams(FakeUpstream first, FakeUpstream second) => (First, Second) = (first, second);

    public FakeUpstream First { get; }

    public FakeUpstream Second { get; }

    public TestGateway Gateway { get; private set; } = null!;

    public int Calls => First.Calls.Count + Second.Calls.Count;

    /// <param name="server">Settings of the section <c>server</c>.</param>
    /// <param name="firstAt">Where the first provider is, if not at <see cref="First"/>.</param>
    public static async Task<TwoUpstreams> StartAsync(string server = "port: 0", string? firstAt = null)
    {
        var both = new TwoUpstreams(await FakeUpstream.StartAsync(), await FakeUpstream.StartAsync());
        both.Gateway = await TestGateway.StartAsync(both.Config(server, firstAt));
        return both;
    }

    public string Config(string server = "port: 0", string? firstAt = null, string firstKey = "first-key") => $$"""
        server: { {{server}} }
        providers:
          one: { base_url: "{{firstAt ?? First.BaseUrl}}", api_key: {{firstKey}}, free: all, models: [ { id: m }, { id: other } ] }
          two: { base_url: "{{Second.BaseUrl}}", api_key: second-key, free: all, models: [ { id: m } ] }
        pools:
          both: { strategy: priority, targets: [ { model: one/m }, { model: two/m } ] }
        """;

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }
}
