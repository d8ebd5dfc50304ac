using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Discovery;
using Gratis.Health;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Options;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using Gratis.Upstream;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>A whole gateway without its web side, in virtual time: the provider <c>mine</c> lists models and answers calls as it is told.</summary>
internal sealed class DiagnosisWorld : IDisposable
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    private readonly UpstreamConnections _connections;
    private readonly HashSet<string> _told = [];
    private Reply _list = Reply.Error(500);

    public DiagnosisWorld(Action<GratisOptions>? with = null)
    {
        Network = new ScriptedNetwork(Time, VirtualTime.Start);
        Network.On("mine/v1/models", _ => _list);
        _connections = new UpstreamConnections(Network.HandlerFor);
        Options.Providers["mine"] = new ProviderOptions { BaseUrl = "http://mine.test/v1", ApiKey = "k" };
        with?.Invoke(Options);
        Edits = new OwnerEdits();
        Open();
    }

    public VirtualTime Time { get; } = new();

    /// <summary>What outlives a restart.</summary>
    public DiagnosisMemory Memory { get; } = new();

    public ScriptedNetwork Network { get; }

    public GratisOptions Options { get; } = new() { Discovery = { SecondOpinion = false, Diagnosis = { Enabled = false } } };

    public OwnerEdits Edits { get; }

    public DiscoveryService Discovery { get; private set; } = null!;

    public CatalogKeeper Keeper { get; private set; } = null!;

    public GratisEngine Engine { get; private set; } = null!;

    public HealthBook Health { get; private set; } = null!;

    public DiagnosisService Service { get; private set; } = null!;

    public RecordingLog<DiagnosisService> Log { get; } = new();

    public IReadOnlyList<Suggestion> Suggested => Service.Board.Current();

    /// <summary>Every question to a model.</summary>
    public IEnumerable<UpstreamCall> Questions => Network.Calls.Where(call => call.Request.Content is not null);

    /// <summary>The provider's list from now on: models whose prices are zero.</summary>
    public DiagnosisWorld Lists(params string[] ids)
    {
        _list = Tests.Discovery.DiscoveryWorld.Lists(ids);
        return Answers([.. ids.Select(id => "mine/" + id)]);
    }

    /// <summary>The provider's list from now on, as it is written.</summary>
    public DiagnosisWorld ListsJson(string models)
    {
        _list = Reply.Json("{\"data\":[" + models + "]}");
        return this;
    }

    /// <summary>Routes that answer anything with a plain word, unless they were told otherwise.</summary>
    public DiagnosisWorld Answers(params string[] routes)
    {
        foreach (var route in routes.Where(_told.Add))
            Network.On(route, Reply.Ok);
        return this;
    }

    /// <summary>How a route answers: pings so, and every other question with a plain word.</summary>
    public DiagnosisWorld Pinged(string route, Reply reply)
    {
        _told.Add(route);
        Network.On(route, call => IsPing(call) ? reply : Reply.Ok);
        return this;
    }

    /// <summary>Only looks at the lists.</summary>
    public DiagnosisWorld Look()
    {
        Time.Run(() => Discovery.RefreshAsync(null, CancellationToken.None));
        Keeper.Rebuild();
        return this;
    }

    public DiagnosisWorld Refresh(string? provider = null)
    {
        Time.Run(() => Service.RefreshAsync(provider, CancellationToken.None));
        return this;
    }

    /// <summary>Ends, and begins again after some time with what was kept.</summary>
    public DiagnosisWorld Restart(TimeSpan after = default)
    {
        Close();
        Time.Advance(after);
        Open();
        return this;
    }

    /// <summary>A client's request.</summary>
    public DiagnosisWorld Ask(string model)
    {
        Time.Run(async () => await (await Engine.SendAsync(World.Request(model), CancellationToken.None)).DisposeAsync());
        return this;
    }

    public DiagnosisWorld Edit(string route, Func<RouteEdit, RouteEdit> change)
    {
        Time.Run(() => Edits.EditAsync(route, change, CancellationToken.None).AsTask());
        return this;
    }

    /// <summary>The pings that a route got.</summary>
    public int Pings(string route) => Network.Calls.Count(call => call.Route == route && IsPing(call));

    public RouteState? State(string route) => Keeper.Current.FindRoute(route)?.State;

    /// <summary>Lets time go on in small steps until something is so: what runs by itself goes over other threads.</summary>
    public void Until(Func<bool> isSo) => SpinWait.SpinUntil(
        () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            return isSo();
        },
        TimeSpan.FromSeconds(20)).ShouldBeTrue();

    public void Dispose()
    {
        Close();
        _connections.Dispose();
    }

    private void Open()
    {
        var evidence = new EvidenceBook(Time, Memory);
        evidence.Restore([.. Memory.Facts]);
        Health = new HealthBook(new Random(5));
        var parts = new EngineParts(Time, new Random(3), Health, "gratis/test") { CreateHandler = Network.HandlerFor, Evidence = evidence };
        var edges = new DiscoveryEdges(Time, new Random(7), _connections, "gratis/test", new RecordingLog<DiscoveryService>()) { Store = Memory.Lists };
        Discovery = Time.Run(() => DiscoveryService.OpenAsync(edges, CancellationToken.None).AsTask());
        Keeper = new CatalogKeeper(
            new CatalogParts(Facts, Time, evidence, parts.Measures, Discovery, Edits, new RecordingLog<CatalogKeeper>()), new CatalogRequest(Options, _ => null));
        Engine = new GratisEngine(Keeper.Current, Options.Requests, parts);
        Keeper.Changed = snapshot => Engine.Reconfigure(snapshot, Options.Requests);
        var leansOn = new DiagnosisParts(Engine, Keeper, Discovery, _connections, "gratis/test", Log) { Settings = Memory };
        Service = Time.Run(() => DiagnosisService.OpenAsync(leansOn, CancellationToken.None).AsTask());
    }

    private void Close()
    {
        Time.Run(() => Service.DisposeAsync().AsTask());
        Keeper.Dispose();
        Discovery.Dispose();
        Engine.Dispose();
    }

    private static bool IsPing(UpstreamCall call) => call.Body.Contains("\"ping\"", StringComparison.Ordinal);
}
