namespace Gratis.Dispatch;

/// <summary>How far one request may go: attempts, deadlines, sizes.</summary>
public sealed record RequestLimits
{
    /// <summary>Requests in flight at once; a stream gives its place back at its commit.</summary>
    public int MaxConcurrent { get; init; } = 20;

    /// <summary>Requests that may wait for a place.</summary>
    public int MaxQueued { get; init; } = 200;

    /// <summary>How long a request waits for a place.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a stream gives its place back at its commit, so that long answers do not starve others.</summary>
    public bool ReleaseSlotAtCommit { get; init; } = true;

    /// <summary>Calls one request may make.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>How long a request waits for quota when the client names no patience of its own.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bound of a whole request over all its attempts.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Bound of DNS, TCP and TLS.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bound of the silence before the first substantive byte of a stream.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bound of the silence between two bytes afterwards.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After this much silence a waiting stream client gets its headers and comment lines, so that nothing in between hangs up.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a route rests after a first failure whose answer names no instant of its own.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a second route is asked when the first takes longer than it usually does; the quicker answer counts.</summary>
    public bool Hedge { get; init; }

    /// <summary>Largest request body.</summary>
    public int MaxRequestBytes { get; init; } = 20_000_000;

    /// <summary>Largest answer that is not a stream, after decompression.</summary>
    public int MaxAnswerBytes { get; init; } = 64_000_000;
}
