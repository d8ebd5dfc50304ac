namespace Gratis.Console.Tests.Worlds;

/// <summary>Two providers that give little each day, for all tests of a class.</summary>
public sealed class SmallConsole : IAsyncLifetime
{
    internal ConsoleWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
