using System.Threading.Channels;
using Gratis.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage.Requests;

/// <summary>
/// The log of requests in a SQLite file of its own, written behind: what has ended gathers for a moment and goes into one transaction together
/// with what it adds up to. Whatever is wrong with the file is told once and mended or tried again; requests never hear of it.
/// </summary>
internal sealed partial class SqliteRequestLog : IRequestLogStore, IAsyncDisposable
{
    /// <summary>How long requests gather.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>How soon a failed write is tried again, and how often an idle log looks after its age.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(50);

    private const int MostAtOnce = 4096;

    private readonly RequestLogFile _file;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task _loop = Task.CompletedTask;
    private IUnwrittenRequests? _source;
    private volatile KindBook? _kinds;
    private bool _isFresh;
    private volatile RequestLogOptions _options;
    private volatile string? _problem;

    public SqliteRequestLog(SqliteOptions place, RequestLogOptions options, TimeProvider clock, ILogger<SqliteRequestLog> log)
    {
        _file = new RequestLogFile(place, clock);
        (_options, _clock, _log) = (options, clock, log);
    }

    /// <inheritdoc />
    public RequestLogState State => new(_file.Path, _file.Exists ? new FileInfo(_file.Path).Length : 0, _source?.Dropped ?? 0, _problem);

    /// <inheritdoc />
    public void Follow(IUnwrittenRequests source)
    {
        _source = source;

        // Opens the file, or says what is wrong with it, before the first request has a number.
        Flush();
        source.Begin(() => _wake.Writer.TryWrite(true));
        _loop = Task.Run(WriteWhatComes);
    }

    /// <inheritdoc />
    public void Configure(RequestLogOptions options)
    {
        _options = options;
        _wake.Writer.TryWrite(true);
    }

    /// <inheritdoc />
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_problem is null) await Task.Run(Flush, cancellation);
    }

    /// <inheritdoc />
    public ValueTask<RequestPage> List(RequestFilter filter, long before, int most, CancellationToken cancellation) =>
        Read(
            (connection, kinds) =>
            {
                using var search = new RequestSearch(connection, kinds, filter);
                return search.Page(before, most);
            },
            new RequestPage([], null),
            cancellation);

    /// <inheritdoc />
    public ValueTask<RequestStory?> Find(string id, CancellationToken cancellation) =>
        Read<RequestStory?>(
            (connection, kinds) =>
            {
                using var reader = new RequestReader(connection, kinds);
                return reader.Find(id);
            },
            null,
            cancellation);

    /// <inheritdoc />
    public ValueTask<UsageReport> Usage(UsageQuestion question, CancellationToken cancellation) =>
        Read((connection, _) => UsageReader.Read(connection, question), new UsageReport([], [], UsageFigures.None), cancellation);

    /// <summary>Writes what waits, now; true where more is to be done at once.</summary>
    public bool Flush()
    {
        lock (_writing)
        {
            IReadOnlyList<RequestStory> batch = _source?.Take(MostAtOnce) ?? [];
            for (bool isSecond = false; ; isSecond = true)
            {
                try
                {
                    (int lost, bool more) = Write(batch);
                    if (_problem is not null) WritesWorkAgain(_log, _file.Path, _source?.Dropped ?? 0);
                    _problem = null;
                    return (_source?.Done(lost) ?? false) | more;
                }
                catch (Exception failure)
                {
                    // Nobody but this log is concerned, whatever it is; its file is opened anew, and what was in memory of it is read anew.
                    _file.Close();
                    _isFresh = false;
                    if (!isSecond && TryMoveAside(failure)) continue;
                    GiveUp(batch, failure);
                    return false;
                }
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested) return;
        await _closing.CancelAsync();
        await _loop;
        Flush();
        lock (_writing) _file.Dispose();
        _closing.Dispose();
    }

    private async Task WriteWhatComes()
    {
        try
        {
            while (true)
            {
                await Quietly(_wake.Reader.WaitToReadAsync(_closing.Token).AsTask().WaitAsync(Idle, _clock, _closing.Token));
                await Task.Delay(Gathering, _clock, _closing.Token);
                _wake.Reader.TryRead(out _);
                while (Flush()) await Task.Delay(BetweenSteps, _clock, _closing.Token);
                if (_problem is null) continue;
                await Task.Delay(Rest, _clock, _closing.Token);
                _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closing; what waits is written by the last flush.
        }
    }

    /// <summary>Its time being up is no failure.</summary>
    private async Task Quietly(Task wait)
    {
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _closing.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Writes a batch and removes what is too old; how much of it was lost, and whether more is to be removed.</summary>
    private (int Lost, bool More) Write(IReadOnlyList<RequestStory> batch)
    {
        try
        {
            (SqliteConnection connection, bool isNew) = _file.Open();
            if (isNew || !_isFresh || _kinds is not { } kinds)
            {
                _kinds = kinds = KindBook.Load(connection);
                _isFresh = true;
                _source?.CountFrom(Rows.Ask(connection, "SELECT max(id) FROM requests") ?? 0);
            }

            int lost = 0;
            bool more;
            using (SqliteTransaction transaction = connection.BeginTransaction(deferred: false))
            {
                if (batch.Count > 0)
                {
                    using var writer = new RequestWriter(connection, kinds);
                    lost = writer.Write(batch);
                }

                more = Retention.Run(connection, kinds, _options, _clock.GetUtcNow());
                transaction.Commit();
            }

            return (lost, more || Retention.Shrink(connection, _options));
        }
        catch (SqliteException failure)
        {
            throw SqliteFaults.Of(failure, _file.Path);
        }
    }

    /// <summary>What will not get better by waiting makes room for a new file.</summary>
    private bool TryMoveAside(Exception failure)
    {
        if (failure is not StorageException { Fault: StorageFault.Corrupt or StorageFault.NotADatabase or StorageFault.Foreign or StorageFault.NewerSchema or StorageFault.AlteredSchema })
            return false;
        try
        {
            _file.MoveAside();
            MovedAside(_log, failure.Message, _file.Aside);
            return true;
        }
        catch (StorageException)
        {
            // Then the file itself is told as the problem, and both are tried again.
            return false;
        }
    }

    /// <summary>A disk may come back, and until then requests wait as far as there is room; a request that cannot be written would be in the way for ever.</summary>
    private void GiveUp(IReadOnlyList<RequestStory> batch, Exception failure)
    {
        if (failure is StorageException) _source?.PutBack();
        else _source?.Done(batch.Count);
        if (_problem is null) WritesFail(_log, failure);
        _problem = failure.Message;
    }

    private async ValueTask<T> Read<T>(Func<SqliteConnection, KindBook, T> read, T otherwise, CancellationToken cancellation) =>
        _kinds is { } kinds ? await Task.Run(() => _file.Read(connection => read(connection, kinds), otherwise), cancellation) : otherwise;

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "The request log cannot be written; requests go on, and writing is tried again until it works")]
    private static partial void WritesFail(ILogger log, Exception failure);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Information, Message = "The request log is written again to {Path}; {Dropped} requests since the start are not in it")]
    private static partial void WritesWorkAgain(ILogger log, string path, long dropped);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Warning, Message = "The request log could not be used and begins anew: {Reason} The old file is kept as {Path}")]
    private static partial void MovedAside(ILogger log, string reason, string path);
}
