namespace Gratis.Quotas;

/// <summary>
/// Ends when the store has written something down, when patience does, or with its caller. One for each who waits, and awaited itself: what
/// is due then is told at once to wherever the caller runs.
/// </summary>
internal sealed class KeptSignal(LedgerGate gate) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IDisposable
{
    private ITimer? _patience;
    private CancellationTokenRegistration _caller;

    public void Begin(TimeProvider time, TimeSpan patience, CancellationToken cancel)
    {
        _patience = time.CreateTimer(static signal => ((KeptSignal)signal!).TrySetResult(), this, patience, Timeout.InfiniteTimeSpan);
        _caller = cancel.UnsafeRegister(static (signal, token) => ((KeptSignal)signal!).TrySetCanceled(token), this);
    }

    public void Dispose()
    {
        gate.Leave(this);
        _patience?.Dispose();
        _caller.Dispose();
    }
}
