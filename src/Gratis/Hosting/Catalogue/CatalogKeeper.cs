using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Ranking;
using Gratis.Discovery;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Hosting.Options;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Catalogue;

/// <summary>What the keeper of the catalogue leans on.</summary>
internal sealed record CatalogParts(BuiltInFacts Facts, TimeProvider Time, EvidenceBook Evidence, MeasureBook Measures, DiscoveryService Discovery, OwnerEdits Edits, ILogger Log)
{
    /// <summary>The ranking of the last run, so that a restart moves nobody.</summary>
    public RankOrder Ranking { get; init; } = RankOrder.Empty;

    /// <summary>Where it is kept.</summary>
    public RankingMemory? Memory { get; init; }

    /// <summary>How often the order follows what was measured, while nothing else happens.</summary>
    public TimeSpan Reranking { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Who was in the shipped <c>primary</c>; null: nobody, and nothing is kept.</summary>
    public PrimaryMembers? Primary { get; init; }
}

/// <summary>What the config asks for, and the environment that goes with it.</summary>
internal sealed record CatalogRequest(GratisOptions Options, Func<string, string?> Environment)
{
    /// <summary>The accounts that were added to theirs, by provider.</summary>
    public ILookup<string, AddedAccount> Added { get; init; } = AddedAccount.None;
}

/// <summary>
/// Keeps the catalogue true: makes it anew when the config, a list of models, the owner or an answer of an upstream says something new.
/// One at a time; news that come together are taken up together.
/// </summary>
internal sealed partial class CatalogKeeper : IDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly CatalogParts _parts;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private readonly PrimaryMembers _primary;
    private CatalogRequest _asked;
    private RankOrder _ranking;
    private bool _isDue;
    private bool _isOver;

    public CatalogKeeper(CatalogParts parts, CatalogRequest asked)
    {
        _parts = parts;
        _asked = asked;
        _ranking = parts.Ranking;
        _primary = parts.Primary ?? new PrimaryMembers(parts.Log);
        _timer = parts.Time.CreateTimer(static keeper => ((CatalogKeeper)keeper!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Current = CatalogSnapshot.Empty;
        parts.Discovery.Changed += Heard;
        parts.Edits.Changed = Rebuild;
        parts.Evidence.Changed = Learned;
        Configure(asked);
        _timer.Change(_parts.Reranking, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The catalogue as it is now.</summary>
    public CatalogSnapshot Current { get; private set; }

    /// <summary>The ranking behind it.</summary>
    public RankOrder Ranking => _ranking;

    /// <summary>What happened to the catalogue lately.</summary>
    public CatalogNews News { get; } = new();

    /// <summary>There is a new one.</summary>
    public Action<CatalogSnapshot>? Changed { get; set; }

    /// <summary>What the config asks for now.</summary>
    public GratisOptions Options => _asked.Options;

    /// <summary>Takes up another config.</summary>
    public void Configure(CatalogRequest asked)
    {
        lock (_lock)
        {
            _asked = asked;
            Provider[] providers = [.. Builder().ProvidersOf(asked.Options, Knowledge()).Select(at => at.Provider)];

            // Before the catalogue is made: only of those who are asked do lists from before count, and without them every place is lost.
            _parts.Discovery.Configure(DiscoveryWishes.Of(asked.Options, _parts.Facts, providers));
            Rebuild();
        }
    }

    /// <summary>Forgets all places and ranks everything by its score alone.</summary>
    public void Rerank()
    {
        lock (_lock)
        {
            _ranking = RankOrder.Empty;
            _primary.Release();
            Rebuild();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _isOver = true;
        _parts.Discovery.Changed -= Heard;
        _parts.Edits.Changed = null;
        _parts.Evidence.Changed = null;
        _timer.Dispose();
    }

    /// <summary>Makes the catalogue anew, now.</summary>
    public void Rebuild()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _isDue = false;
            var build = Builder().Build(_asked.Options, Knowledge());
            var isReordered = !build.Ranking.Routes.Select(ranked => ranked.Route.Id).SequenceEqual(_ranking.Routes.Select(ranked => ranked.Route.Id));
            _ranking = build.Ranking;
            foreach (var route in build.Lifted)
                Lift(route);

            // Whoever sees the new catalogue here is served by it already; and no request waits for what is written down.
            Changed?.Invoke(build.Snapshot);
            Current = build.Snapshot;
            if (isReordered)
                _parts.Memory?.Keep(_ranking);
            if (build.Primary is { } members)
                _primary.Take(members, _parts.Time.GetUtcNow(), News);
        }
    }

    private CatalogBuilder Builder() => new(_parts.Facts, _asked.Environment, _asked.Added);

    private CatalogKnowledge Knowledge() => new(_parts.Time.GetUtcNow())
    {
        Listings = _parts.Discovery.Listings,
        SecondOpinion = _parts.Discovery.ModelsDev,
        Evidence = _parts.Evidence,
        Measures = _parts.Measures,
        Edits = _parts.Edits.Current,
        Ranking = _ranking,
        Primary = _primary.Incumbents,
    };

    private void Lift(string route)
    {
        _parts.Evidence.Of(route).LiftCost();
        News.Add(_parts.Time.GetUtcNow(), route, "is free again");
        LogFreeAgain(_parts.Log, route);
    }

    private void Heard(DiscoveryChange change)
    {
        foreach (var (ids, what) in (ReadOnlySpan<(IEnumerable<string>, string)>)[(change.Appeared, "appeared"), (change.Vanished, "vanished from its list"), (change.Returned, "is listed again"), (change.Repriced, "has another price")])
        {
            foreach (var id in ids)
                News.Add(change.At, change.Provider + "/" + id, what);
        }

        // What a call once said of a model that is listed again is old.
        foreach (var id in change.Returned)
            _parts.Evidence.Find(change.Provider + "/" + id)?.CameBack();
        Nudge();
    }

    private void Learned(RouteEvidence evidence, string topic)
    {
        if (topic == LearnedTopics.Cost && evidence.Find(topic) is { } cost)
        {
            News.Add(_parts.Time.GetUtcNow(), evidence.Route, $"is free no more: {cost.Evidence.Detail}");
            LogFreeNoMore(_parts.Log, evidence.Route, cost.Evidence.Detail ?? "");
        }
        else if (topic == LearnedTopics.Gone && evidence.Find(topic) is not null)
        {
            _parts.Discovery.WantSoon(evidence.Route[..evidence.Route.IndexOf('/', StringComparison.Ordinal)]);
        }

        Nudge();
    }

    /// <summary>On the path of requests: only notes that something is to be done.</summary>
    private void Nudge()
    {
        if (Interlocked.Exchange(ref _isDue, true))
            return;
        _timer.Change(Gathering, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        // Set before: news that come while it works want the timer sooner, and must find it so afterwards.
        if (!_isOver)
            _timer.Change(_parts.Reranking, Timeout.InfiniteTimeSpan);
        try
        {
            Rebuild();
        }
        catch (Exception defect)
        {
            // The catalogue in force serves on; the next news try again.
            LogNotRebuilt(_parts.Log, defect);
        }
    }

    [LoggerMessage(EventId = 2104, Level = LogLevel.Error, Message = "The catalogue could not be made anew; the one in force serves on")]
    private static partial void LogNotRebuilt(ILogger log, Exception defect);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "{Route} is free no more: {Detail}. It serves by its full name alone until its provider or its owner says that it is free")]
    private static partial void LogFreeNoMore(ILogger log, string route, string detail);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Information, Message = "{Route} is free again")]
    private static partial void LogFreeAgain(ILogger log, string route);
}
