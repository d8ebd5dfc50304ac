namespace Gratis.Stores;

/// <summary>Nothing is written down: the last requests are in memory, and that is all.</summary>
internal sealed class NoRequestLog : IRequestLogStore
{
    /// <inheritdoc />
    public RequestLogState State { get; } = new(null, 0, 0, null);

    /// <inheritdoc />
    public void Follow(IUnwrittenRequests source)
    {
    }

    /// <inheritdoc />
    public void Configure(RequestLogOptions options)
    {
    }

    /// <inheritdoc />
    public ValueTask FlushAsync(CancellationToken cancellation) => default;

    /// <inheritdoc />
    public ValueTask<RequestPage> List(RequestFilter filter, long before, int most, CancellationToken cancellation) => new(new RequestPage([], null));

    /// <inheritdoc />
    public ValueTask<RequestStory?> Find(string id, CancellationToken cancellation) => new((RequestStory?)null);

    /// <inheritdoc />
    public ValueTask<UsageReport> Usage(UsageQuestion question, CancellationToken cancellation) => new(new UsageReport([], [], UsageFigures.None));
}
