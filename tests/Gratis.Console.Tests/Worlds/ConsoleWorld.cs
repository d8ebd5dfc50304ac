using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;

namespace Gratis.Console.Tests.Worlds;

/// <summary>A gateway with its console, and what stands behind it.</summary>
internal sealed class ConsoleWorld : IAsyncDisposable
{
    private readonly SimulatorHost? _simulator;
    private string? _signedIn;

    private ConsoleWorld(TestGateway gateway, SimulatorHost? simulator) => (Gateway, _simulator) = (gateway, simulator);

    public TestGateway Gateway { get; }

    /// <summary>The simulated providers: their faults, and what they counted. The demo's are its own.</summary>
    public World Providers => _simulator?.World ?? throw new InvalidOperationException("This world was not made of simulated providers.");

    /// <summary>What a newcomer sees: simulated providers inside the gateway, with the limits of the real ones.</summary>
    public static Task<ConsoleWorld> DemoAsync() => StartAsync("", new GatewaySetup { IsDemo = true });

    /// <summary>These providers behind real sockets.</summary>
    public static Task<ConsoleWorld> OfAsync(params ProviderSpec[] providers) => OfAsync(providers, "");

    /// <summary>These providers behind real sockets, and more of a config.</summary>
    public static async Task<ConsoleWorld> OfAsync(IReadOnlyList<ProviderSpec> providers, string more)
    {
        var world = new World(TimeProvider.System);
        foreach (var provider in providers)
            world.Add(provider);
        var simulator = await SimulatorHost.StartAsync(world);
        return new ConsoleWorld(await StartGatewayAsync(SimulatedConfig.Of(simulator, providers, more), new GatewaySetup()), simulator);
    }

    /// <summary>Any config.</summary>
    public static async Task<ConsoleWorld> StartAsync(string yaml, GatewaySetup? setup = null) => new(await StartGatewayAsync(yaml, setup ?? new GatewaySetup()), null);

    /// <summary>A browser in front of the console that is signed in; nothing is opened in it yet.</summary>
    public async Task<Visit> VisitAsync(Chromium chromium, View view, Action<BrowserNewContextOptions>? adjust = null)
    {
        _signedIn ??= await SignInAsync(chromium);
        return await BeginAsync(chromium, view, _signedIn, adjust);
    }

    /// <summary>A browser that has never been here.</summary>
    public Task<Visit> VisitAsStrangerAsync(Chromium chromium, View view, Action<BrowserNewContextOptions>? adjust = null) => BeginAsync(chromium, view, null, adjust);

    /// <summary>What the API tells the owner.</summary>
    public async Task<JsonElement> ReadAsync(string path) => (await Gateway.OwnerAsync(HttpMethod.Get, path)).ShouldBeServed().Json;

    /// <summary>The pools of providers when every call is settled, which may be a moment after its client has heard of it.</summary>
    public async Task<IReadOnlyList<JsonElement>> PoolsAtRestAsync()
    {
        IReadOnlyList<JsonElement> pools = [];
        await Soon.ShouldBeAsync(async () =>
        {
            var all = (await ReadAsync("/admin/api/quotas")).GetProperty("pools").EnumerateArray();
            pools = [.. all.Where(pool => pool.GetProperty("provider").ValueKind == JsonValueKind.String)];
            return pools.All(pool => pool.GetProperty("reserved").GetInt64() == 0);
        });
        return pools;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
    }

    private static Task<TestGateway> StartGatewayAsync(string yaml, GatewaySetup setup) => TestGateway.StartAsync(yaml, setup with
    {
        KeepsPort = true,
        Environment = setup.Environment.Append(new("GRATIS_ADMIN_TOKEN", Owner.Token)).ToDictionary(),
    });

    private Task<Visit> BeginAsync(Chromium chromium, View view, string? signedIn, Action<BrowserNewContextOptions>? adjust)
    {
        var options = view.Options(Gateway.Address, signedIn);
        adjust?.Invoke(options);
        return Visit.BeginAsync(chromium, options);
    }

    /// <summary>Through the real door, once; every later browser is given the cookie.</summary>
    private async Task<string> SignInAsync(Chromium chromium)
    {
        var visit = await VisitAsStrangerAsync(chromium, View.Desktop);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.SignInAsync(Owner.Token);
        await visit.Page.ShouldBeThereAsync();
        await Expect(visit.Page).ToHaveURLAsync("/");
        var state = await visit.Page.Context.StorageStateAsync();
        (await visit.EndAsync(hasFailed: false, "sign-in")).ShouldBeEmpty();
        return state;
    }
}
