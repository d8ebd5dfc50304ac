using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.ClientKeys;

/// <summary>A gateway whose config has a client key: whoever comes without one is refused.</summary>
public sealed class KeyedConsole : IAsyncLifetime
{
    internal const string ConfiguredKey = "laptop-key-of-the-config";

    internal ConsoleWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        World = await ConsoleWorld.OfAsync([SmallQuotas.Alpha, SmallQuotas.Beta], $"auth: {{ client_keys: [ {{ name: laptop, key: {ConfiguredKey}, rpm: 7 }} ] }}");

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
