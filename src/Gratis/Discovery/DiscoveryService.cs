using System.Collections.Immutable;
using Gratis.Discovery.Fetching;
using Gratis.Discovery.Listings;
using Gratis.Discovery.Sources;
using Microsoft.Extensions.Logging;

namespace Gratis.Discovery;

/// <summary>
/// Keeps the lists of all providers up to date: at the start, now and then, and when somebody wants it. What is known serves until
/// something better comes; a failure takes nothing away.
/// </summary>
internal sealed partial class DiscoveryService : IDisposable
{
    private const int MostAtOnce = 4;

    private readonly DiscoveryEdges _edges;
    private readonly ListingFetcher _fetcher;
    private readonly ListingShelf _shelf;
    private readonly WatchParts _parts;
    private readonly Lock _lock = new();
    private volatile ImmutableDictionary<string, SourceWatch> _watches = ImmutableDictionary.Create<string, SourceWatch>(StringComparer.OrdinalIgnoreCase);
    private volatile ModelsDevCatalogue? _modelsDev;
    private bool _isOver;

    private DiscoveryService(DiscoveryEdges edges, IReadOnlyList<ProviderListing> kept)
    {
        _edges = edges;
        _fetcher = new ListingFetcher(edges.Connections, edges.Time, edges.UserAgent);
        _shelf = new ListingShelf(kept, edges.Store);
        _parts = new WatchParts(edges.Time, new SemaphoreSlim(MostAtOnce), Tell, edges.Log);
    }

    /// <summary>Raised after a list has been taken or confirmed, on no particular thread. Not for what <see cref="Configure"/> changes.</summary>
    public event Action<DiscoveryChange>? Changed;

    /// <summary>The last good list of each provider that is asked.</summary>
    public ImmutableDictionary<string, ProviderListing> Listings => _shelf.Served.Remove(ModelsDevTarget.Name);

    /// <summary>What models.dev says of everybody's models; null while nobody knows.</summary>
    public ModelsDevCatalogue? ModelsDev
    {
        get
        {
            if (_shelf.Served.GetValueOrDefault(ModelsDevTarget.Name) is not { } listing)
                return null;
            if (_modelsDev is { } known && known.IsOf(listing))
                return known;
            return _modelsDev = new ModelsDevCatalogue(listing);
        }
    }

    /// <summary>How it stands with each list, by name.</summary>
    public IReadOnlyList<ListingStatus> Status => [.. _watches.Values.Select(watch => watch.Status).OrderBy(status => status.Provider, StringComparer.Ordinal)];

    /// <summary>Begins with the lists that were kept. Nobody is asked before <see cref="Configure"/>.</summary>
    public static async ValueTask<DiscoveryService> OpenAsync(DiscoveryEdges edges, CancellationToken cancel) =>
        new(edges, edges.Store is { } store ? await store.Load(cancel) : []);

    /// <summary>
    /// Does as it is told from now on. Who is new, or has another address or key, is asked at once; who is not asked any more is
    /// forgotten, unless discovery as a whole is off.
    /// </summary>
    public void Configure(DiscoverySettings settings)
    {
        lock (_lock)
        {
            if (_isOver)
                return;

            var wanted = Wanted(settings);
            var stay = _watches.RemoveRange(_watches.Where(watch => !IsSame(watch.Value, wanted)).Select(watch => watch.Key));
            foreach (var (name, watch) in _watches)
            {
                if (!stay.ContainsKey(name))
                    watch.Dispose();
            }

            // After that: what a look under way still brought of those who left is cleared away here.
            _shelf.Retain(listing => wanted.TryGetValue(listing.Provider, out var target) && target.MayHaveListed(listing.Origin), forget: settings.IsEnabled);
            foreach (var (name, target) in wanted)
                stay = stay.SetItem(name, Follow(stay.GetValueOrDefault(name), target, settings));
            _watches = stay;
        }
    }

    /// <summary>Has a provider asked now, or everybody, and waits for the end of it; false where no such provider is asked at all.</summary>
    public async Task<bool> RefreshAsync(string? provider, CancellationToken cancel)
    {
        var watches = _watches;
        if (provider is null)
        {
            await Task.WhenAll(watches.Values.Select(watch => watch.RefreshAsync(cancel)));
            return true;
        }

        if (!watches.TryGetValue(provider, out var known))
            return false;
        await known.RefreshAsync(cancel);
        return true;
    }

    /// <summary>A call was told that a model is unknown: the provider is asked, though not more than every ten minutes. Waits for nothing.</summary>
    public void WantSoon(string provider) => _watches.GetValueOrDefault(provider)?.WantSoon();

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            foreach (var watch in _watches.Values)
                watch.Dispose();
        }
    }

    private static Dictionary<string, ListingTarget> Wanted(DiscoverySettings settings)
    {
        var wanted = new Dictionary<string, ListingTarget>(StringComparer.OrdinalIgnoreCase);
        if (!settings.IsEnabled)
            return wanted;

        foreach (var target in settings.Targets)
            wanted[target.Provider.Id] = target with { ConnectTimeout = settings.ConnectTimeout };
        if (settings.AsksModelsDev)
            wanted[ModelsDevTarget.Name] = ModelsDevTarget.Create() with { ConnectTimeout = settings.ConnectTimeout };
        return wanted;
    }

    private static bool IsSame(SourceWatch watch, Dictionary<string, ListingTarget> wanted) =>
        wanted.TryGetValue(watch.Source.Name, out var target) && target.Origin == watch.Source.Target.Origin
        && target.Provider.IsLocal == watch.Source.Target.Provider.IsLocal;

    private SourceWatch Follow(SourceWatch? watch, ListingTarget target, DiscoverySettings settings)
    {
        var isModelsDev = target.Provider.Id == ModelsDevTarget.Name;
        var interval = isModelsDev ? ModelsDevTarget.Interval : settings.Interval;
        if (watch is not null)
        {
            watch.Source.Target = target;
            watch.Follow(interval);
            return watch;
        }

        var terms = isModelsDev ? SourceTerms.OfModelsDev : SourceTerms.Of(target.Provider);
        var source = new ListingSource(target, terms, _fetcher, _shelf, _edges.Time);
        return new SourceWatch(source, interval, _edges.Random.Next(), _parts);
    }

    private void Tell(DiscoveryChange change)
    {
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<DiscoveryChange>)handler)(change);
            }
            catch (Exception defect)
            {
                // One listener's defect must not keep the others from the news, nor count as the provider's failure.
                LogDeaf(_edges.Log, defect, change.Provider);
            }
        }
    }

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, Message = "The news of {Provider}'s models could not be taken in")]
    private static partial void LogDeaf(ILogger log, Exception defect, string provider);
}
