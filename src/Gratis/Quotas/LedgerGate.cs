namespace Gratis.Quotas;

/// <summary>
/// The one gate of the books: all pools of a call are looked at and booked in one go behind it, and time does not run backwards there
/// because two threads read the clock in another order than they came in.
/// </summary>
internal sealed class LedgerGate(TimeProvider time)
{
    private static readonly long Overtaking = TimeSpan.TicksPerSecond;

    private long _latest;
    private TaskCompletionSource _kept = NewSignal();

    public Lock Lock { get; } = new();

    public TimeProvider Time => time;

    public long Now() => At(time.GetUtcNow());

    /// <summary>An instant as the books count it. A clock that was really set back is followed.</summary>
    public long At(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        var latest = Volatile.Read(ref _latest);
        if (ticks < latest && latest - ticks < Overtaking)
            return latest;
        Volatile.Write(ref _latest, ticks);
        return ticks;
    }

    /// <summary>Ends when the store has written something down the next time.</summary>
    public Task NextKept => Volatile.Read(ref _kept).Task;

    public void TellKept() => Interlocked.Exchange(ref _kept, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
