namespace Gratis.Tests.Time;

/// <summary>A clock that only moves when told to. Timers fire on the thread that advances it, in the order they are due.</summary>
public sealed class VirtualTime(DateTimeOffset? start = null) : TimeProvider
{
    // Odd on purpose: who takes timestamps for ticks shall notice.
    private const long TicksPerStamp = 4;

    private static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (long Due, long Order)> _due = new();
    private long _now = (start ?? DefaultStart).UtcTicks;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond / TicksPerStamp;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _now) / TicksPerStamp;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires every timer on the way at its own instant, those it starts included.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock forward to an instant.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (NextUntil(instant.UtcTicks) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = Math.Max(_now, instant.UtcTicks);
    }

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _due.TryPeek(out _, out var due) ? new DateTimeOffset(due.Due, TimeSpan.Zero) : null;
            }
        }
    }

    private VirtualTimer? NextUntil(long instant)
    {
        lock (_gate)
        {
            DropStale();
            if (!_due.TryPeek(out var entry, out var due) || due.Due > instant)
                return null;

            _due.Dequeue();
            _now = Math.Max(_now, due.Due);
            entry.Timer.Rearm(due.Due);
            return entry.Timer;
        }
    }

    private void DropStale()
    {
        while (_due.TryPeek(out var entry, out _) && entry.Version != entry.Timer.Version)
            _due.Dequeue();
    }

    private void Enqueue(VirtualTimer timer, long due) => _due.Enqueue((timer, timer.Version), (due, _order++));

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _disposed;

        /// <summary>Grows with every change, so that older entries of the queue are known to be stale.</summary>
        public long Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (_disposed)
                    return false;

                Version++;
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    time.Enqueue(this, time._now + dueTime.Ticks);
                return true;
            }
        }

        public void Rearm(long due)
        {
            if (_period > TimeSpan.Zero)
                time.Enqueue(this, due + _period.Ticks);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._gate)
            {
                _disposed = true;
                Version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
