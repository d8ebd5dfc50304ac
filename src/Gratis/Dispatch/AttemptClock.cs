namespace Gratis.Dispatch;

/// <summary>
/// The deadlines of one attempt behind one token, and who fired it: the client, or time. Re-armed for each phase; while we wait
/// for the client rather than the upstream it is stopped.
/// </summary>
internal sealed class AttemptClock : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _client;
    private readonly CancellationTokenRegistration _registration;

    public AttemptClock(TimeProvider time, CancellationToken client)
    {
        _time = time;
        _started = time.GetTimestamp();
        _client = client;
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True when it was the client who went away.</summary>
    public bool ClientGone => _client.IsCancellationRequested;

    /// <summary>True when time ran out while the client was still there.</summary>
    public bool TimedOut => _source.IsCancellationRequested && !_client.IsCancellationRequested;

    /// <summary>How long the attempt has taken so far.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Sets the deadline, counted from now. One that has passed still lets the timer fire: none at all would mean for ever.</summary>
    public void Allow(TimeSpan limit) => _source.CancelAfter(limit > Shortest ? limit : Shortest);

    /// <summary>Sets the deadline, counted from the start of the attempt.</summary>
    public void AllowUntil(TimeSpan limit) => Allow(limit - Elapsed);

    public void Stop() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
