namespace Gratis.Console.Tests.Worlds;

/// <summary>The demo for all tests of a class that only look at it.</summary>
public sealed class DemoConsole : IAsyncLifetime
{
    internal ConsoleWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await ConsoleWorld.DemoAsync();

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
