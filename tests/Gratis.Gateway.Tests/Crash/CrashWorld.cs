using System.Text;
using Gratis.Simulator;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>Providers with small pools and large ones, in three zones, and a folder in which one gateway after the other keeps its books of them.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    /// <summary>Far longer than a start or an end takes on a loaded machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How many models there are of <c>alpha/fifty0</c>, …: pools of which each second call has to wait for the store.</summary>
    public const int Fifties = 10;

    private readonly OpenConnections _connections = new();
    private readonly World _world = new(TimeProvider.System, journalled: 0);
    private SimulatorHost _host = null!;

    private CrashWorld()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("gratis-crash-").FullName;

    /// <summary>Two accounts, small pools of single models, a large one of each account.</summary>
    public static ProviderSpec Alpha { get; } = new("alpha", "openai")
    {
        Accounts = [new AccountSpec("alpha-first"), new AccountSpec("alpha-second")],
        Limits = [LimitSpec.Rpd(100_000)],
        Models = [Model("thousand", LimitSpec.Rpd(1000)), .. Enumerable.Range(0, Fifties).Select(i => Model($"fifty{i}", LimitSpec.Rpd(50)))],
    };

    /// <summary>
    /// A day that ends elsewhere, and tokens by the minute and by the day. Only here are minutes limited: each crash costs their pools a
    /// quarter, so that some crashes within one close them, and what is closed proves nothing of the other pools.
    /// </summary>
    public static ProviderSpec Beta { get; } = new("beta", "openai")
    {
        Accounts = [new AccountSpec("beta-only")],
        Limits = [LimitSpec.Rpd(1000, LosAngeles), LimitSpec.Tpm(1_000_000), LimitSpec.Tpd(500_000, LosAngeles)],
        Models = [Model("words", LimitSpec.Rpm(10_000))],
    };

    /// <summary>Few calls at once, each model's tokens by another day.</summary>
    public static ProviderSpec Gamma { get; } = new("gamma", "openai")
    {
        Accounts = [new AccountSpec("gamma-only")],
        Limits = [LimitSpec.Rpd(100_000, Shanghai), LimitSpec.Concurrent(4)],
        Models = [Model("wide", LimitSpec.Tpd(400_000, Shanghai))],
    };

    /// <summary>Without any limit; its second model takes its time.</summary>
    public static ProviderSpec Open { get; } = new("open", "openai")
    {
        Accounts = [new AccountSpec("open-only")],
        Models = [Model("free"), Model("slow") with { Pace = new Pace(TimeSpan.Zero, 2), Limits = [LimitSpec.Rpd(1000)] }],
    };

    public WorldTruth Truth => _world.Truth;

    private const string LosAngeles = "America/Los_Angeles";
    private const string Shanghai = "Asia/Shanghai";

    private static ProviderSpec[] Providers => [Alpha, Beta, Gamma, Open];

    public static async Task<CrashWorld> StartAsync()
    {
        var world = new CrashWorld();
        foreach (var provider in Providers)
            world._world.Add(provider);
        world._host = await SimulatorHost.StartAsync(world._world);
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "gratis.yaml"), world.Config());
        return world;
    }

    /// <summary>Calls that a model has received, counted or not.</summary>
    public long Received(string provider, string model) => Truth[provider].Models[model].Received;

    /// <summary>Calls that anybody has received.</summary>
    public long Received() => Truth.Providers.Sum(provider => provider.Total.Received);

    /// <summary>Waits until everything that a dead gateway has sent is counted, and gives what was.</summary>
    public async Task<WorldTruth> TruthAtRestAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (_connections.At(_host.BaseAddress.Port) > 0 || _world.Truth.Providers.Any(provider => provider.Total.InFlight > 0))
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        return _world.Truth;
    }

    /// <summary>Fails where no connection was ever seen, since then waiting for their end means nothing.</summary>
    public void ShouldHaveSeenConnections() => _connections.EverAt(_host.BaseAddress.Port).ShouldBePositive();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _connections.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A pool's id in the gateway's books for a counter of the simulator, whose accounts are <c>key-1</c>, <c>key-2</c> and so on.</summary>
    public static string PoolOf(string provider, WindowTruth window) =>
        $"{provider}#{window.Key!["key-".Length..]}{(window.Model is { } model ? "/" + model : "")}:{window.Limit}";

    private static ModelSpec Model(string id, params LimitSpec[] limits) => new(id) { Words = 900, Limits = limits };

    private string Config()
    {
        var yaml = new StringBuilder("server: { max_wait_seconds: 5, max_concurrent_requests: 64 }\nstorage: { busy_timeout_ms: 200 }\nproviders:\n");
        foreach (var spec in Providers)
        {
            var url = _world.Provider(spec.Id).UrlBelow(_host.BaseAddress);
            yaml.Append($"  {spec.Id}:\n    base_url: \"{url}\"\n    api_keys: [{string.Join(", ", spec.Accounts.Select(account => account.Key))}]\n    free: all\n");
            yaml.Append($"    limits: {Limits(spec.Limits)}\n    models:\n");
            foreach (var model in spec.Models)
                yaml.Append($"      - {{ id: {model.Id}, limits: {Limits(model.Limits)} }}\n");
        }

        return yaml.ToString();
    }

    /// <summary>
    /// Days to the last call. Of a minute half: its calls are forgotten one by one, so both sides would have to agree on the instant of each,
    /// and a machine under load does not deliver that well.
    /// </summary>
    private static string Limits(IReadOnlyList<LimitSpec> limits)
    {
        var members = limits.Select(limit => $"{limit.Name}: {(limit.Window == WindowUnit.Minute ? limit.Amount / 2 : limit.Amount)}");
        var zones = limits.Where(limit => limit.Clock == LimitClock.Fixed).Select(limit => $"reset: {limit.Zone}").Distinct();
        return $"{{ {string.Join(", ", members.Concat(zones))} }}";
    }
}
