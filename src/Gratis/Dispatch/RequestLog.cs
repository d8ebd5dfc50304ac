using Gratis.Routing;
using Gratis.Stores;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// The last requests, and those that somebody has still to write down. Entries are used again: noting a request takes no memory once there
/// are enough of them. Words are made by whoever reads, not here.
/// </summary>
internal sealed class RequestLog : IUnwrittenRequests
{
    /// <summary>How many requests are remembered.</summary>
    public const int Capacity = 1000;

    /// <summary>How many may wait to be written.</summary>
    public const int MostWaiting = 4096;

    // Both bodies of one may be 128 KB.
    private const int MostWaitingBodies = 256;

    // Streams that are still under way, or requests that wait, behind the last thousand.
    private const int MostBehind = 2 * MostWaiting;

    // After a time of need they are many, and each has room for a whole plan.
    private const int MostSpare = Capacity;

    private readonly Lock _lock = new();
    private readonly LogEntry?[] _ring = new LogEntry?[Capacity];
    private readonly Dictionary<long, LogEntry> _behind = [];
    private readonly Queue<LogEntry> _waiting = new();
    private readonly Stack<LogEntry> _spare = new();
    private readonly List<LogEntry> _taken = [];
    private Action? _wake;
    private long _last;
    private long _dropped;

    /// <summary>Who listens to requests while they are under way.</summary>
    public LiveRequests Live { get; } = new();

    /// <summary>What is said is kept too: the owner wants that.</summary>
    public bool KeepsBodies { get; set; }

    /// <inheritdoc />
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Notes a request that has its answer; null: its client left before.</summary>
    public void Enter(GatewayRequest request, AttemptTrail trail, Answer? answer, DateTimeOffset began, DateTimeOffset now)
    {
        // A copy of up to two bodies: not under the lock.
        var bodies = KeepsBodies ? LogBodies.Of(request, answer) : null;
        RequestStory? told = null;
        var wakes = false;
        lock (_lock)
        {
            var entry = Place(++_last);
            entry.Fill(_last, request, trail, answer, began, now);
            entry.Bodies = bodies;
            trail.Ticket = new LogTicket(entry, _last);
            if (!entry.IsOpen)
                wakes = HasEnded(entry, out told);
        }

        Tell(wakes, told);
    }

    /// <summary>A committed stream has ended.</summary>
    public void End(LogTicket ticket, Verdict verdict, Usage usage, DateTimeOffset now)
    {
        if (ticket.Entry is not { } entry)
            return;
        RequestStory? told = null;
        var wakes = false;
        lock (_lock)
        {
            if (entry.Number != ticket.Number || !entry.IsOpen)
                return;
            entry.End(verdict, usage, now);
            wakes = HasEnded(entry, out told);
            Release(entry);
        }

        Tell(wakes, told);
    }

    /// <summary>The requests that are meant, newest first.</summary>
    /// <param name="isMeant">Which.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="before">Only those with lower numbers.</param>
    public IReadOnlyList<RequestStory> Latest(Func<RequestStory, bool> isMeant, int most, long before = long.MaxValue)
    {
        var stories = new List<RequestStory>();
        foreach (var number in Numbers(before))
        {
            if (stories.Count == most)
                break;
            if (Read(number) is { } story && isMeant(story))
                stories.Add(story);
        }

        return stories;
    }

    /// <summary>One request by its id, with all there is to say of it; null when it is not remembered.</summary>
    public RequestStory? Find(string id)
    {
        foreach (var number in Numbers(long.MaxValue))
        {
            lock (_lock)
            {
                if (At(number) is { } entry && entry.Id == id)
                    return entry.Tell(withAll: true);
            }
        }

        return null;
    }

    /// <inheritdoc />
    public void Begin(Action wake)
    {
        lock (_lock)
            _wake = wake;
    }

    /// <inheritdoc />
    public void CountFrom(long last)
    {
        lock (_lock)
            _last = Math.Max(_last, last);
    }

    /// <inheritdoc />
    public IReadOnlyList<RequestStory> Take(int most)
    {
        lock (_lock)
            _taken.AddRange(_waiting.Take(most));

        // Nobody changes what waits, so it is told without keeping requests waiting.
        return [.. _taken.Select(entry => entry.Tell(withAll: true))];
    }

    /// <inheritdoc />
    public bool Done(int lost)
    {
        Interlocked.Add(ref _dropped, lost);
        lock (_lock)
        {
            foreach (var entry in _taken)
            {
                _waiting.Dequeue();
                entry.IsWaiting = false;
                entry.Bodies = null;
                Release(entry);
            }

            _taken.Clear();
            return _waiting.Count > 0;
        }
    }

    /// <inheritdoc />
    public void PutBack()
    {
        lock (_lock)
            _taken.Clear();
    }

    /// <summary>An entry in the ring for a number; who had its place goes, or stays behind while it is needed.</summary>
    private LogEntry Place(long number)
    {
        ref var place = ref _ring[number % Capacity];
        if (place is { } former)
        {
            former.IsInRing = false;
            if (former.IsNeeded && _behind.Count < MostBehind)
                _behind.Add(former.Number, former);
            else if (!former.IsNeeded)
                Spare(former);
        }

        place = _spare.TryPop(out var spare) ? spare : new LogEntry();
        place.IsInRing = true;
        return place;
    }

    /// <summary>Queues what has ended; true when its writer is to be woken.</summary>
    private bool HasEnded(LogEntry entry, out RequestStory? told)
    {
        told = Live.HasListeners ? entry.Tell(withAll: false) : null;
        if (_wake is null)
            return false;
        if (_waiting.Count == MostWaiting)
        {
            Interlocked.Increment(ref _dropped);
            return false;
        }

        if (_waiting.Count >= MostWaitingBodies)
            entry.Bodies = null;
        entry.IsWaiting = true;
        _waiting.Enqueue(entry);
        return _waiting.Count == 1;
    }

    private void Tell(bool wakes, RequestStory? told)
    {
        if (wakes)
            _wake!();
        if (told is not null)
            Live.Tell(LiveEvent.Ended(told));
    }

    /// <summary>What is no longer needed and not among the last may be used again.</summary>
    private void Release(LogEntry entry)
    {
        if (entry.IsNeeded || entry.IsInRing)
            return;
        if (_behind.Remove(entry.Number))
            Spare(entry);
    }

    private void Spare(LogEntry entry)
    {
        entry.Bodies = null;
        if (_spare.Count < MostSpare)
            _spare.Push(entry);
    }

    /// <summary>The numbers that may be remembered, newest first.</summary>
    private List<long> Numbers(long before)
    {
        lock (_lock)
        {
            var numbers = new List<long>(Capacity);
            var oldest = Math.Max(0, _last - Capacity);
            for (var number = Math.Min(_last, before - 1); number > oldest; number--)
                numbers.Add(number);
            numbers.AddRange(_behind.Keys.Where(number => number < before).OrderDescending());
            return numbers;
        }
    }

    private LogEntry? At(long number) =>
        _ring[number % Capacity] is { } entry && entry.Number == number ? entry : _behind.GetValueOrDefault(number);

    /// <summary>One at a time: who looks through all of them must not keep requests waiting.</summary>
    private RequestStory? Read(long number)
    {
        lock (_lock)
            return At(number)?.Tell(withAll: false);
    }
}

/// <summary>Where a request stands in the log; the default stands nowhere.</summary>
/// <param name="Entry">Its entry, unless that was given to another since.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct LogTicket(LogEntry? Entry, long Number);
