using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>A gateway with one client key in front of one provider, for clients that somebody else has written.</summary>
internal sealed class SdkWorld : IAsyncDisposable
{
    public const string Key = "app-key";

    private readonly FakeUpstream _upstream;
    private readonly TestGateway _gateway;

    private SdkWorld(FakeUpstream upstream, TestGateway gateway) => (_upstream, _gateway) = (upstream, gateway);

    /// <summary>What a client is given as its base URL.</summary>
    public Uri Endpoint => new(_gateway.Address, "/v1");

    public IReadOnlyCollection<UpstreamCall> UpstreamCalls => _upstream.Calls;

    public static async Task<SdkWorld> StartAsync()
    {
        var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = ScriptedModels.On(upstream);

        // No wait inside the gateway: what is closed is the client's to wait for.
        return new SdkWorld(upstream, await TestGateway.StartAsync($$"""
            server: { max_wait_seconds: 0 }
            auth: { client_keys: [ { name: app, key: {{Key}} } ] }
            providers:
              mine:
                base_url: "{{upstream.BaseUrl}}"
                api_key: upstream-key
                free: all
                models:
                  - { id: {{ScriptedModels.Able}}, tools: true, structured_output: true }
                  - { id: {{ScriptedModels.Strict}} }
                  - { id: {{ScriptedModels.Limited}} }
                  - { id: {{ScriptedModels.Vectors}}, kind: embedding }
                  - { id: {{ScriptedModels.PlainVectors}}, kind: embedding }
            """));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }
}
