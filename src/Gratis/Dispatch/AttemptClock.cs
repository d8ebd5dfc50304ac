namespace Gratis.Dispatch;

/// <summary>
/// The deadlines of one attempt behind one token, and who fired it: the client, or time. Re-armed for each phase; while we wait
/// for the client rather than the upstream it is stopped.
/// </summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _client;
    private readonly CancellationTokenRegistration _registration;

    public AttemptClock(TimeProvider time, CancellationToken client)
    {
        _client = client;
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True when it was the client who went away.</summary>
    public bool ClientGone => _client.IsCancellationRequested;

    /// <summary>True when time ran out while the client was still there.</summary>
    public bool TimedOut => _source.IsCancellationRequested && !_client.IsCancellationRequested;

    public void Allow(TimeSpan limit) => _source.CancelAfter(limit);

    public void Stop() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
