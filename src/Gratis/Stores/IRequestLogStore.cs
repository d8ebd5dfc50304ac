namespace Gratis.Stores;

/// <summary>
/// The requests of the last weeks and what they add up to. Nothing depends on it: it is written when there is time, and where it cannot be
/// written requests go on. Failures of reading are thrown as <see cref="StorageException"/>.
/// </summary>
internal interface IRequestLogStore
{
    /// <summary>How it stands.</summary>
    RequestLogState State { get; }

    /// <summary>Other gateways write to it too: memory knows less of what came last than it does.</summary>
    bool IsShared => false;

    /// <summary>The number that a request of this gateway has here, or will have: where it stands among those of others.</summary>
    long NumberOf(RequestStory story) => story.Number;

    /// <summary>Begins to write down what ends there.</summary>
    void Follow(IUnwrittenRequests source);

    /// <summary>Takes other bounds; they hold from the next look at them.</summary>
    void Configure(RequestLogOptions options);

    /// <summary>Writes what waits now, where it can be written, so that whoever reads next has it.</summary>
    ValueTask FlushAsync(CancellationToken cancellation);

    /// <summary>
    /// Requests that are meant, newest first, all with numbers below one. It may be fewer than there are, or none, and the rest is behind
    /// <see cref="RequestPage.Next"/>: one page costs no more than a bounded look.
    /// </summary>
    ValueTask<RequestPage> List(RequestFilter filter, long before, int most, CancellationToken cancellation);

    /// <summary>One request by its id, with all that was kept of it; null when it is not here.</summary>
    ValueTask<RequestStory?> Find(string id, CancellationToken cancellation);

    /// <summary>What requests added up to, step by step and in the rows of one column.</summary>
    ValueTask<UsageReport> Usage(UsageQuestion question, CancellationToken cancellation);
}

/// <summary>A page of the log.</summary>
/// <param name="Requests">Newest first.</param>
/// <param name="Next">What to ask for requests before; null at the end.</param>
internal sealed record RequestPage(IReadOnlyList<RequestStory> Requests, long? Next);

/// <summary>How far the log goes.</summary>
internal sealed record RequestLogOptions
{
    /// <summary>Days that requests are kept for.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Bytes that the file may take.</summary>
    public long MaxBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Days that bodies are kept for.</summary>
    public int BodyDays { get; init; } = 3;
}

/// <summary>How it stands with the log.</summary>
/// <param name="Path">Where it is; null: nowhere.</param>
/// <param name="Bytes">The size of its file.</param>
/// <param name="Dropped">Requests that could not be written since the start.</param>
/// <param name="Problem">Why nothing can be written now; null where it can.</param>
internal sealed record RequestLogState(string? Path, long Bytes, long Dropped, string? Problem);
