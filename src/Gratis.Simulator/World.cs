using System.Collections.Frozen;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator;

/// <summary>
/// A world of LLM providers with limits, prices and faults. It knows nothing of any gateway: it answers requests as real
/// providers would, and keeps the truth about them. Reach it through a <see cref="SimulatorHandler"/> or a <see cref="SimulatorHost"/>.
/// </summary>
public sealed class World
{
    private const string HostSuffix = ".sim";
    private const string ControlPath = "/_sim/";

    private readonly Lock _building = new();
    private readonly ControlDesk _desk;
    private readonly ModelsDev _modelsDev;
    private volatile FrozenDictionary<string, Provider> _providers = FrozenDictionary<string, Provider>.Empty;

    /// <summary>An empty world.</summary>
    /// <param name="time">Its clock: every window, delay and date follows it.</param>
    /// <param name="seed">Decides everything that is left to chance.</param>
    /// <param name="journalled">How many of the last requests the journal keeps.</param>
    public World(TimeProvider time, int seed = 1, int journalled = 256)
    {
        ArgumentNullException.ThrowIfNull(time);
        Time = time;
        Faults = new FaultBook(time, seed);
        Journal = new Journal(journalled);
        _desk = new ControlDesk(this);
        _modelsDev = new ModelsDev(Faults, time);
    }

    /// <summary>The world's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>What goes wrong.</summary>
    public FaultBook Faults { get; }

    /// <summary>The last requests as they arrived.</summary>
    public Journal Journal { get; }

    /// <summary>How to reach every provider.</summary>
    public IReadOnlyList<ProviderEntry> Providers => [.. Ordered.Select(provider => provider.Entry)];

    /// <summary>What was really counted so far.</summary>
    public WorldTruth Truth
    {
        get
        {
            var now = Time.GetUtcNow();
            return new WorldTruth(now, [.. Ordered.Select(provider => provider.Truth(now))]) { ModelsDevReads = _modelsDev.Reads };
        }
    }

    private IEnumerable<Provider> Ordered => _providers.Values.OrderBy(provider => provider.Spec.Id, StringComparer.Ordinal);

    /// <summary>The world of a scenario file's text; see <see cref="Scenario"/> for its schema.</summary>
    public static World FromScenario(string yaml, TimeProvider time, int? seed = null) => Scenario.Parse(yaml).Build(time, seed);

    /// <summary>The small world that shows routing, quotas and failover without any key.</summary>
    public static World Demo(TimeProvider time, int? seed = null) => Scenario.Demo.Build(time, seed);

    /// <summary>Adds a provider, at any time.</summary>
    public World Add(ProviderSpec provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider.Id.Equals(ModelsDev.Id, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{ModelsDev.Id}' is the catalogue that every world has; call the provider otherwise.", nameof(provider));
        var added = new Provider(provider, Faults, Time);
        lock (_building)
        {
            if (_providers.ContainsKey(provider.Id))
                throw new ArgumentException($"This world already has a provider '{provider.Id}'.", nameof(provider));
            _providers = _providers.Append(KeyValuePair.Create(provider.Id, added)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        }

        return this;
    }

    /// <summary>How to reach one provider.</summary>
    public ProviderEntry Provider(string id) =>
        _providers.TryGetValue(id, out var provider) ? provider.Entry : throw new KeyNotFoundException($"This world has no provider '{id}'.");

    /// <summary>Answers one request, through whichever door it came.</summary>
    internal Playback Open(SimRequest request)
    {
        if (request.Path.StartsWith(ControlPath, StringComparison.Ordinal))
            return new Playback(_desk.Answer(request), Time, null);

        var (id, path) = Address(request);
        var isModelsDev = id.Equals(ModelsDev.Id, StringComparison.OrdinalIgnoreCase);
        if (!_providers.TryGetValue(id, out var provider) && !isModelsDev)
        {
            return new Playback(Reply.Text(404, "text/plain; charset=utf-8",
                $"No provider is simulated here. There are: {string.Join(", ", Ordered.Select(known => "/" + known.Spec.Id + known.Entry.BasePath))}\n"), Time, null);
        }

        Journal.Add(Time.GetUtcNow(), provider?.Spec.Id ?? ModelsDev.Id, request.Method, path, request.Headers, request.Body);
        return provider is null ? _modelsDev.Serve(request, path, Ordered) : provider.Serve(request, path);
    }

    /// <summary>Whom a request is for, by its host name or else by the first segment of its path, and the path as that one knows it.</summary>
    private (string Id, string Path) Address(SimRequest request)
    {
        var host = request.Host.AsSpan();
        if (host.LastIndexOf(':') is >= 0 and var colon)
            host = host[..colon];
        if (host.EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase))
        {
            var name = host[..^HostSuffix.Length].ToString();
            if (_providers.ContainsKey(name) || name.Equals(ModelsDev.Id, StringComparison.OrdinalIgnoreCase))
                return (name, request.Path);
        }

        var path = request.Path;
        var end = path.IndexOf('/', 1);
        return (path.Length < 2 ? "" : end < 0 ? path[1..] : path[1..end], end < 0 ? "/" : path[end..]);
    }
}
