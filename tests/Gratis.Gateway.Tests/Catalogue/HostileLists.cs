using System.Text;
using Gratis.Discovery;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>
/// A gateway that has read good lists of everybody, and then a hostile one of each. Its own clock jumps, so that it need not wait for its
/// deadlines; sockets and sizes are real.
/// </summary>
public sealed class HostileLists : IAsyncLifetime
{
    private static readonly TimeSpan NextLook = TimeSpan.FromHours(7);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(31);

    private readonly World _world = new(TimeProvider.System, journalled: 0);
    private SimulatorHost _host = null!;

    internal TestGateway Gateway { get; private set; } = null!;

    /// <summary>How it stood with each list before.</summary>
    internal IReadOnlyDictionary<string, ListingStatus> Before { get; private set; } = null!;

    /// <summary>And after.</summary>
    internal IReadOnlyDictionary<string, ListingStatus> After { get; private set; } = null!;

    /// <summary>Which models were known before.</summary>
    internal IReadOnlyDictionary<string, string[]> ModelsBefore { get; private set; } = null!;

    /// <summary>What the well-behaved provider's client heard while the lists came in.</summary>
    internal IReadOnlyList<Reply> Meanwhile { get; private set; } = [];

    internal DiscoveryService Discovery => Gateway.Services.GetRequiredService<DiscoveryService>();

    public async ValueTask InitializeAsync()
    {
        foreach (var list in HostileList.All)
            Add(list.Id, list.Kind);
        Add("good", "openrouter");
        _host = await SimulatorHost.StartAsync(_world);
        Gateway = await TestGateway.StartAsync(Config(), new GatewaySetup { Discovers = true });
        await UntilAsync(status => status is { LastSuccess: not null, IsLooking: false });
        Before = Statuses();
        ModelsBefore = Before.Keys.ToDictionary(id => id, Models);

        var faults = HostileList.All.Select(list => _world.Faults.Add(list.Fault with { Provider = list.Id })).ToArray();
        var asked = Gateway.Time.GetUtcNow();
        Gateway.Time.Skip(NextLook);
        Meanwhile = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Gateway.ChatAsync("good/free")))];

        // Whoever says nothing holds one of four places until its time is up.
        await UntilAsync(status => status.LastAttempt > asked && (!status.IsLooking || status.Provider == "silent"));
        Gateway.Time.Skip(LongestLook);
        await UntilAsync(status => !status.IsLooking);
        After = Statuses();
        foreach (var fault in faults)
            _world.Faults.Remove(fault);
    }

    /// <summary>Everybody behaves again, and is asked again.</summary>
    internal async Task MendAsync()
    {
        Gateway.Time.Skip(NextLook);
        await UntilAsync(status => status is { Problem: null, IsLooking: false });
    }

    internal string[] Models(string provider) => [.. Discovery.Listings[provider].Models.Select(model => model.Id)];

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _host.DisposeAsync();
    }

    private Dictionary<string, ListingStatus> Statuses() => Discovery.Status.ToDictionary(status => status.Provider);

    private async Task UntilAsync(Func<ListingStatus, bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Discovery.Status.FirstOrDefault(status => !holds(status)) is { } waiting)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Bounded.Patience, waiting.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    // Eleven models, so that half of them is a loss that nobody believes at once.
    private void Add(string id, string kind) => _world.Add(new ProviderSpec(id, kind)
    {
        Accounts = [new AccountSpec("k-" + id)],
        Models = [.. Enumerable.Range(0, 11).Select(i => new ModelSpec($"{id}/real-{i}:free"))],
    });

    private string Config()
    {
        var yaml = new StringBuilder("discovery: { enabled: true, interval: 6h }\nproviders:\n");
        foreach (var provider in _world.Providers)
            yaml.Append($"  {provider.Id}: {{ base_url: \"{provider.UrlBelow(_host.BaseAddress)}\", api_key: k-{provider.Id} }}\n");
        return yaml.ToString();
    }
}
