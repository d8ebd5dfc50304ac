using System.Threading.Channels;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Postgres.Requests;

/// <summary>
/// The log of requests of all replicas in the database that they share, written behind: what has ended here gathers for a moment and goes into
/// one transaction together with what it adds up to. Whatever is wrong with the server is told once and tried again; requests never hear of it.
/// </summary>
internal sealed class PostgresRequestLog(PostgresDatabase database, RequestLogOptions options, ILogger<PostgresRequestLog> log) : IRequestLogStore, IAsyncDisposable
{
    /// <summary>How long requests gather.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>How soon a failed write is tried again, and how often an idle log looks after its age.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the end may wait for a server that does not answer.</summary>
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    private readonly RequestWork _work = new(database, options, log);
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task _loop = Task.CompletedTask;

    /// <inheritdoc />
    public RequestLogState State => _work.State;

    /// <inheritdoc />
    public bool IsShared => true;

    /// <inheritdoc />
    public long NumberOf(RequestStory story) => RequestOrder.Of(story.At, Words.Of(story.Id));

    /// <inheritdoc />
    public void Follow(IUnwrittenRequests source)
    {
        _work.Source = source;
        source.Begin(() => _wake.Writer.TryWrite(true));

        // Cleans, and says what is wrong with the server, before the first request is there.
        _wake.Writer.TryWrite(true);
        _loop = Task.Run(WriteWhatComesAsync);
    }

    /// <inheritdoc />
    public void Configure(RequestLogOptions options)
    {
        _work.Configure(options);
        _wake.Writer.TryWrite(true);
    }

    /// <inheritdoc />
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        // Whoever asks may leave; what has begun goes on without them.
        if (!_work.Fails)
            await RunAsync().WaitAsync(cancellation);
    }

    /// <summary>Writes what waits, now, and cleans where it is time for it; true where more is to be cleaned at once.</summary>
    public Task<bool> RunAsync() => _work.RunAsync(_closing.Token);

    /// <inheritdoc />
    public async ValueTask<RequestPage> List(RequestFilter filter, long before, int most, CancellationToken cancellation) =>
        await database.ReadAsync((connection, stop) => new RequestList(connection, stop).PageAsync(filter, before, most), cancellation);

    /// <inheritdoc />
    public async ValueTask<RequestStory?> Find(string id, CancellationToken cancellation) =>
        await database.ReadAsync((connection, stop) => new RequestList(connection, stop).FindAsync(id), cancellation);

    /// <inheritdoc />
    public async ValueTask<UsageReport> Usage(UsageQuestion question, CancellationToken cancellation) =>
        await database.ReadAsync((connection, stop) => UsageTable.ReadAsync(connection, question, stop), cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        await _loop;
        using var patience = new CancellationTokenSource(LastWrite, database.Clock);
        await _work.WriteAsync(patience.Token);
        _closing.Dispose();
        _work.Dispose();
    }

    private async Task WriteWhatComesAsync()
    {
        try
        {
            while (true)
            {
                await QuietlyAsync(_wake.Reader.WaitToReadAsync(_closing.Token).AsTask().WaitAsync(Idle, database.Clock, _closing.Token));
                await Task.Delay(Gathering, database.Clock, _closing.Token);
                _wake.Reader.TryRead(out _);
                while (await RunAsync())
                    await Task.Delay(BetweenSteps, database.Clock, _closing.Token);
                if (!_work.Fails)
                    continue;
                await Task.Delay(Rest, database.Clock, _closing.Token);
                _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closing; what waits is written by the last write.
        }
    }

    /// <summary>Its time being up is no failure.</summary>
    private async Task QuietlyAsync(Task wait)
    {
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _closing.Token.ThrowIfCancellationRequested();
    }
}
