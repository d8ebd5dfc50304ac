namespace Gratis.Quotas;

/// <summary>
/// The one gate of the books: all pools of a call are looked at and booked in one go behind it, and time does not run backwards there
/// because two threads read the clock in another order than they came in.
/// </summary>
internal sealed class LedgerGate(TimeProvider time)
{
    private static readonly long Overtaking = TimeSpan.TicksPerSecond;

    private long _latest;
    private readonly HashSet<KeptSignal> _waiting = [];

    public Lock Lock { get; } = new();

    public TimeProvider Time => time;

    /// <summary>The present as the books count it; under the gate.</summary>
    public long Now() => At(time.GetUtcNow().UtcTicks);

    /// <summary>An instant as the books count it; under the gate. A clock that was really set back is followed.</summary>
    public long At(DateTimeOffset instant) => At(instant.UtcTicks);

    /// <inheritdoc cref="At(DateTimeOffset)" />
    public long At(long ticks)
    {
        if (ticks < _latest)
        {
            // Read by somebody who then took his time, or read from a clock that was set back: the clock knows.
            if (_latest - ticks >= Overtaking)
                ticks = time.GetUtcNow().UtcTicks;
            if (ticks < _latest && _latest - ticks < Overtaking)
                return _latest;
        }

        return _latest = ticks;
    }

    /// <summary>Somebody waits for the store from here on, for no longer than this.</summary>
    public KeptSignal WaitForKept(TimeSpan patience, CancellationToken cancel)
    {
        var signal = new KeptSignal(this);
        lock (_waiting)
            _waiting.Add(signal);
        signal.Begin(time, patience, cancel);
        return signal;
    }

    /// <summary>The store has written something down.</summary>
    public void TellKept()
    {
        lock (_waiting)
        {
            foreach (var signal in _waiting)
                signal.TrySetResult();
        }
    }

    public void Leave(KeptSignal signal)
    {
        lock (_waiting)
            _waiting.Remove(signal);
    }
}
