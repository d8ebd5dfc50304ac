using Gratis.Catalog;
using Gratis.Discovery;
using Gratis.Tests.Hosting;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using Gratis.Upstream;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Discovery;

/// <summary>Discovery in virtual time over providers that list what they are told.</summary>
internal sealed class DiscoveryWorld : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>By then everybody has been asked for the first time.</summary>
    public static readonly TimeSpan Start = DiscoverySchedule.FirstSpread + TimeSpan.FromMilliseconds(1);

    private readonly UpstreamConnections _connections;

    public DiscoveryWorld(KeptLists? kept = null, int seed = 5)
    {
        Kept = kept ?? new KeptLists();
        Network = new ListNetwork(Time);
        _connections = new UpstreamConnections(Network.HandlerFor);
        Service = Open(seed);
        Service.Changed += Changes.Add;
    }

    public VirtualTime Time { get; } = new();

    public ListNetwork Network { get; }

    public KeptLists Kept { get; }

    public DiscoveryService Service { get; }

    public List<DiscoveryChange> Changes { get; } = [];

    public RecordingLog<DiscoveryService> Log { get; } = new();

    public IEnumerable<string> Warnings => Log.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);

    public static Provider Provider(string id, params string[] keys) => new()
    {
        Id = id,
        BaseUrl = new Uri($"http://{id}.test/v1"),
        ChatUrl = new Uri($"http://{id}.test/v1/chat/completions"),
        ListingUrl = new Uri($"http://{id}.test/v1/models"),
        IsOpenEnded = true,
        Accounts = keys.Length == 0 ? [new Account(id + "#1", "key-" + id)] : [.. keys.Select((key, i) => new Account($"{id}#{i + 1}", key))],
    };

    public static Provider Local(string id) => Provider(id) with { IsLocal = true, Accounts = [new Account(id + "#0", null)] };

    /// <summary>A list of free models, in the words of OpenRouter.</summary>
    public static Reply Lists(params string[] ids) => Priced([.. ids.Select(id => (id, "0"))]);

    public static Reply Priced(params (string Id, string Price)[] models) => Reply.Json(
        "{\"data\":[" + string.Join(',', models.Select(m => $$"""{"id":"{{m.Id}}","pricing":{"prompt":"{{m.Price}}","completion":"{{m.Price}}"} }""")) + "]}");

    /// <summary>Configures and lets the first looks happen.</summary>
    public DiscoveryWorld Begin(params Provider[] providers)
    {
        Configure(providers);
        Time.Advance(Start);
        return this;
    }

    public void Configure(params Provider[] providers) => Configure(Interval, providers);

    public void Configure(TimeSpan interval, params Provider[] providers) => Service.Configure(new DiscoverySettings
    {
        Interval = interval,
        Targets = DiscoveryTargets.Choose(true, [], providers),
        AsksModelsDev = false,
    });

    public void Refresh(string? provider) => Time.Run(() => Service.RefreshAsync(provider, CancellationToken.None));

    /// <summary>The end of something that needs no more time to pass.</summary>
    public static T End<T>(Task<T> task)
    {
        SpinWait.SpinUntil(() => task.IsCompleted, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        return task.GetAwaiter().GetResult();
    }

    public string[] Models(string provider) => [.. Service.Listings[provider].Models.Select(model => model.Id)];

    public ListingStatus Status(string provider) => Service.Status.Single(status => status.Provider == provider);

    /// <summary>A wait that is given up goes over another thread: its end is waited for before time goes on.</summary>
    public void Settle() =>
        SpinWait.SpinUntil(() => Network is { Waiting: 0, Open: 0 } && Service.Status.All(status => !status.IsLooking), TimeSpan.FromSeconds(20)).ShouldBeTrue();

    public void Dispose()
    {
        Service.Dispose();
        _connections.Dispose();
    }

    private DiscoveryService Open(int seed)
    {
        var edges = new DiscoveryEdges(Time, new Random(seed), _connections, "gratis/test", Log) { Store = Kept };
        return Time.Run(() => DiscoveryService.OpenAsync(edges, CancellationToken.None).AsTask());
    }
}
