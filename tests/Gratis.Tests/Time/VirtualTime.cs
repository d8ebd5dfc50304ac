namespace Gratis.Tests.Time;

/// <summary>
/// Time that stands still until a test moves it. Timers fire in the order they are due, each with the clock at its own instant, and never
/// inside the call that set them. The timestamp counts in an odd unit from an odd origin, so that code that mistakes it for ticks fails.
/// </summary>
internal sealed class VirtualTime(DateTimeOffset? start = null) : TimeProvider
{
    /// <summary>When it begins, unless a test says otherwise.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private const long OddFrequency = 3_579_545;
    private const long OddOrigin = 987_654_321;

    private readonly Lock _lock = new();
    private readonly SortedSet<VirtualTimer> _pending = new(VirtualTimer.ByDue);
    private TaskCompletionSource _timerSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _start = start ?? Start;
    private DateTimeOffset _now = start ?? Start;
    private long _order;

    public override long TimestampFrequency => OddFrequency;

    /// <summary>What has passed since the beginning.</summary>
    public TimeSpan Elapsed => GetUtcNow() - _start;

    /// <summary>Timers that are set; every one left behind is a leak of whoever set it.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock) return _pending.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => OddOrigin + (long)((Int128)Elapsed.Ticks * OddFrequency / TimeSpan.TicksPerSecond);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes as soon as somebody waits for time to pass.</summary>
    public Task SomebodyWaits()
    {
        lock (_lock) return _pending.Count > 0 ? Task.CompletedTask : _timerSet.Task;
    }

    /// <summary>Lets time pass, firing what comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
            timer.Fire();

        lock (_lock) _now = end;
    }

    /// <summary>Goes to the next instant at which something is due and fires the first thing that is; false when nothing is set.</summary>
    public bool AdvanceToNext()
    {
        if (TakeDue(DateTimeOffset.MaxValue) is not { } timer) return false;
        timer.Fire();
        return true;
    }

    /// <summary>
    /// Runs <paramref name="work"/> to its end, however long it waits: whenever nothing can make progress any more, time goes on to the
    /// next timer. Everything that awaits inside runs on the calling thread, one after the other, the same way every time.
    /// </summary>
    public void Run(Func<Task> work) => new TurnQueue(this).Run(work);

    /// <inheritdoc cref="Run(Func{Task})"/>
    public T Run<T>(Func<Task<T>> work)
    {
        var result = default(T);
        Run(async () => { result = await work(); });
        return result!;
    }

    private VirtualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            if (_pending.Min is not { } first || first.Due > end) return null;
            _pending.Remove(first);
            if (first.Due > _now) _now = first.Due;
            if (first.Period > TimeSpan.Zero) Add(first, first.Period);
            Rearm();
            return first;
        }
    }

    private void Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan) Add(timer, dueTime);
            Rearm();
        }
    }

    private void Add(VirtualTimer timer, TimeSpan dueTime)
    {
        timer.Due = _now + dueTime;
        timer.Order = ++_order;
        _pending.Add(timer);
        _timerSet.TrySetResult();
    }

    private void Rearm()
    {
        if (_pending.Count == 0 && _timerSet.Task.IsCompleted)
            _timerSet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public static readonly Comparer<VirtualTimer> ByDue = Comparer<VirtualTimer>.Create(static (a, b) =>
            a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Order.CompareTo(b.Order));

        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public long Order { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Check(dueTime, nameof(dueTime));
            Check(period, nameof(period));
            if (_disposed) return false;
            time.Set(this, dueTime, period);
            return true;
        }

        /// <summary>Like a timer of the system: in the context of whoever made it, on nobody's synchronization context.</summary>
        public void Fire()
        {
            var current = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                if (_context is null) callback(state);
                else ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Call(), this);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(current);
            }
        }

        public void Dispose()
        {
            _disposed = true;
            time.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Call() => callback(state);

        private static void Check(TimeSpan value, string name)
        {
            if (value == Timeout.InfiniteTimeSpan) return;
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Longest, name);
        }
    }
}
