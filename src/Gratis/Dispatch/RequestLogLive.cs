using System.Collections.Immutable;
using System.Threading.Channels;
using Gratis.Routing;
using Gratis.Stores;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>Tells whoever listens what requests do while they do it. Without listeners a request does not notice that this is here.</summary>
internal sealed class LiveRequests
{
    /// <summary>No more may listen at once.</summary>
    public const int MostListeners = 16;

    private ImmutableArray<LiveListener> _listeners = [];

    public bool HasListeners => !_listeners.IsEmpty;

    /// <summary>One more who listens, until it is disposed; null when there are too many already.</summary>
    public LiveListener? Listen()
    {
        var listener = new LiveListener(this);
        return ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Length < MostListeners ? all.Add(one) : all, listener) ? listener : null;
    }

    public void Tell(LiveEvent told)
    {
        foreach (var listener in _listeners)
            listener.Hear(told);
    }

    /// <summary>Who is to hear of a request's way: whoever its sender names, and the listeners where there are any.</summary>
    public IWayWatcher? Watch(GatewayRequest request, DateTimeOffset now)
    {
        if (_listeners.IsEmpty)
            return request.Watcher;
        Tell(LiveEvent.Started(request, now));
        return new LiveWatcher(this, request);
    }

    internal void Leave(LiveListener listener) => ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Remove(one), listener);
}

/// <summary>One who listens. Who is slow misses events, and is told how many.</summary>
internal sealed class LiveListener(LiveRequests requests) : IDisposable
{
    private const int MostWaiting = 512;

    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private long _dropped;

    public ChannelReader<LiveEvent> Events => _events.Reader;

    public void Hear(LiveEvent told)
    {
        // A full channel that may wait says no, and nobody waits.
        if (!_events.Writer.TryWrite(told))
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>How many were missed since the last time that somebody asked.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    /// <inheritdoc />
    public void Dispose() => requests.Leave(this);
}

/// <summary>One thing that a request did. What it does not know of itself is null.</summary>
internal sealed record LiveEvent(string Type, string Id)
{
    public DateTimeOffset? At { get; private init; }

    public string? Model { get; private init; }

    public string? Client { get; private init; }

    public bool? IsStream { get; private init; }

    public string? Route { get; private init; }

    public string? Account { get; private init; }

    public string? Verdict { get; private init; }

    public int? Status { get; private init; }

    public TimeSpan? Took { get; private init; }

    public DateTimeOffset? Until { get; private init; }

    /// <summary>The whole of it, at its end.</summary>
    public RequestStory? Story { get; private init; }

    public static LiveEvent Started(GatewayRequest request, DateTimeOffset now) => new("started", request.Id)
    {
        At = now,
        Model = request.Facts.Model(request.Body.Span),
        Client = request.Client,
        IsStream = request.Facts.Stream,
    };

    public static LiveEvent Asking(string id, Candidate candidate) => new("attempt", id) { Route = candidate.Route.Id, Account = candidate.Account.Id };

    public static LiveEvent Waiting(string id, DateTimeOffset? opens) => new("waiting", id) { Until = opens };

    public static LiveEvent Tried(string id, in AttemptRecord attempt) => new(attempt.Verdict == Upstream.Verdicts.Verdict.Served ? "committed" : "failed", id)
    {
        Route = attempt.Candidate.Route.Id,
        Account = attempt.Candidate.Account.Id,
        Verdict = attempt.Verdict.Spell(),
        Status = attempt.Status,
        Took = attempt.Elapsed,
    };

    public static LiveEvent Ended(RequestStory story) => new("ended", story.Id) { At = story.At, Story = story };
}

/// <summary>Tells the steps of one request to the listeners, and to whoever its sender named.</summary>
internal sealed class LiveWatcher(LiveRequests requests, GatewayRequest request) : IWayWatcher
{
    private readonly IWayWatcher? _own = request.Watcher;

    /// <inheritdoc />
    public void Planned(Plan plan) => _own?.Planned(plan);

    /// <inheritdoc />
    public void Asking(Candidate candidate)
    {
        _own?.Asking(candidate);
        requests.Tell(LiveEvent.Asking(request.Id, candidate));
    }

    /// <inheritdoc />
    public void Waiting(DateTimeOffset? opens)
    {
        _own?.Waiting(opens);
        requests.Tell(LiveEvent.Waiting(request.Id, opens));
    }

    /// <inheritdoc />
    public void Tried(in AttemptRecord attempt)
    {
        _own?.Tried(attempt);
        requests.Tell(LiveEvent.Tried(request.Id, attempt));
    }
}
