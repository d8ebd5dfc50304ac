using Gratis.Console.Tests.Worlds;
using Gratis.Gateway.Tests.Accounts;
using Gratis.Gateway.Tests.Diagnosis;

namespace Gratis.Console.Tests.Providers;

/// <summary>A gateway that knows providers and was given no key of theirs yet; and a server on own hardware that is not where such servers usually are.</summary>
public sealed class KeylessConsole : IAsyncLifetime
{
    internal const string First = "planted-key-number-one-aaaa";
    internal const string Second = "planted-key-number-two-bbbb";

    /// <summary>Known to nobody.</summary>
    internal const string Wrong = "planted-key-nobody-knows-cccc";

    private ListingUpstream _hardware = null!;

    internal KeyedUpstream Upstream { get; private set; } = null!;

    internal ConsoleWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Upstream = await KeyedUpstream.StartAsync(First, Second);
        _hardware = await ListingUpstream.StartAsync(["local-7b", "local-70b"]);
        World = await ConsoleWorld.StartAsync(
            $$"""
            providers:
              adding: { base_url: "{{Upstream.BaseUrl}}" }
              several: { base_url: "{{Upstream.BaseUrl}}" }
              keeping: { base_url: "{{Upstream.BaseUrl}}" }
              ollama: { base_url: "{{_hardware.BaseUrl}}", local: true }
            discovery: { diagnosis: { enabled: false } }
            """, new GatewaySetup { Discovers = true });
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await _hardware.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
