namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>Real time that can be made to jump: sockets need the real one, minutes and cooldowns need not be waited for.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Alarm> _alarms = [];
    private TimeSpan _skipped;

    public override long TimestampFrequency => System.TimestampFrequency;

    private TimeSpan Skipped
    {
        get
        {
            lock (_gate)
                return _skipped;
        }
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Skipped;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Skipped.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        lock (_gate)
            _alarms.Add(alarm);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Jumps ahead and rings every timer it passes, on this thread.</summary>
    public void Skip(TimeSpan by)
    {
        Alarm[] alarms;
        lock (_gate)
        {
            _skipped += by;
            alarms = [.. _alarms];
        }

        foreach (var alarm in alarms)
            alarm.Look();
    }

    private sealed class Alarm : ITimer
    {
        private readonly SkippingTime _time;
        private readonly Action _ring;
        private readonly Lock _gate = new();
        private readonly ITimer _real;
        private DateTimeOffset? _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public Alarm(SkippingTime time, Action ring)
        {
            (_time, _ring) = (time, ring);
            _real = System.CreateTimer(static alarm => ((Alarm)alarm!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _time.GetUtcNow() + dueTime;
                _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                return _real.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Look()
        {
            lock (_gate)
            {
                if (_due is not { } due)
                    return;
                var left = due - _time.GetUtcNow();
                if (left > TimeSpan.Zero)
                {
                    _real.Change(left, Timeout.InfiniteTimeSpan);
                    return;
                }

                _due = _period == Timeout.InfiniteTimeSpan ? null : _time.GetUtcNow() + _period;
                _real.Change(_period, Timeout.InfiniteTimeSpan);
            }

            _ring();
        }

        public void Dispose()
        {
            lock (_gate)
                _due = null;
            _real.Dispose();
            lock (_time._gate)
                _time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
