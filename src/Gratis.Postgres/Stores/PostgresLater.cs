using System.Collections.Immutable;
using System.Threading.Channels;
using Gratis.Storage;
using Microsoft.Extensions.Logging;

namespace Gratis.Postgres.Stores;

/// <summary>
/// Writes in the background what may wait a moment, as <see cref="WriteBehind"/> does to a file: the first change starts a short gathering
/// time, then everything that waits goes into one transaction. Whoever tells of a change never waits, whatever the server does. A server
/// that fails is told once and tried again; what waits for it is keys, not events, so it never grows beyond the books themselves.
/// </summary>
internal sealed partial class PostgresLater : IAsyncDisposable
{
    /// <summary>How long the last write of all may take: a server that is gone must not keep the process from ending.</summary>
    public static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    /// <summary>How often what nobody needs any more is removed.</summary>
    public static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(10);

    private readonly ILogger _log;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _flushing = new(1);

    // One place: any number of changes wake the writer once.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task _loop = Task.CompletedTask;
    private ImmutableArray<IPostgresWrites> _sources = [];
    private TaskCompletionSource _urgent = NewUrgency();
    private long _tidied;
    private volatile bool _failing;

    public PostgresLater(PostgresDatabase database, Guid writer, ILogger<PostgresLater> log)
    {
        (Database, Writer, _log) = (database, writer, log);
        _tidied = database.Clock.GetTimestamp();
    }

    public PostgresDatabase Database { get; }

    /// <summary>Who writes here, as others see it: one of its own for every run of a gateway.</summary>
    public Guid Writer { get; }

    /// <summary>True from a write that failed until one works.</summary>
    public bool IsFailing => _failing;

    /// <summary>Begins the background work.</summary>
    public void Start() => _loop = Task.Run(WriteWhatComesAsync);

    /// <summary>Adds one who gathers writes. Rows are locked in the order of adding, so it has to be the same for all writers.</summary>
    public void Add(IPostgresWrites source) => ImmutableInterlocked.Update(ref _sources, static (all, one) => all.Add(one), source);

    /// <summary>Says that something waits, and whether somebody waits for it; costs next to nothing.</summary>
    public void Wake(bool urgent = false)
    {
        if (urgent)
            Volatile.Read(ref _urgent).TrySetResult();
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Writes everything that waits, now; false where that failed, and then it waits on.</summary>
    public Task<bool> FlushAsync() => FlushAsync(CancellationToken.None);

    /// <summary>Removes what nobody needs any more.</summary>
    public Task TidyAsync(CancellationToken cancel) => Database.WriteAsync(
        async (connection, stop) =>
        {
            foreach (var source in _sources)
                await source.TidyAsync(connection, stop);
        },
        cancel);

    /// <summary>Ends the background work and writes what is left. Whoever causes changes has ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        await _loop;
        foreach (var source in _sources)
            source.Closing();
        using (var patience = new CancellationTokenSource(LastPatience, Database.Clock))
            await FlushAsync(patience.Token);
        _closing.Dispose();
        _flushing.Dispose();
    }

    private async Task<bool> FlushAsync(CancellationToken cancel)
    {
        await _flushing.WaitAsync(CancellationToken.None);
        try
        {
            var sources = _sources;
            try
            {
                await Database.WriteAsync(
                    async (connection, stop) =>
                    {
                        foreach (var source in sources)
                            await source.WriteAsync(connection, stop);
                    },
                    cancel);
            }
            catch (Exception failure)
            {
                // Whatever it is, also a mistake in one of the sources: it must not end the saving of all others for good.
                // What was cut short by the closing is no failure: the last flush writes it.
                if (cancel != _closing.Token || !cancel.IsCancellationRequested)
                {
                    if (!_failing)
                        LogFailing(_log, failure);
                    _failing = true;
                }

                foreach (var source in sources)
                    source.NotWritten();
                return false;
            }

            if (_failing)
                LogWorking(_log, Database.Place);
            _failing = false;
            foreach (var source in sources)
                source.Written();
            return true;
        }
        finally
        {
            _flushing.Release();
        }
    }

    private async Task WriteWhatComesAsync()
    {
        try
        {
            while (true)
            {
                await _wake.Reader.ReadAsync(_closing.Token);
                await GatherUnlessUrgentAsync();
                while (!await FlushAsync(_closing.Token))
                    await Task.Delay(WriteBehind.RetryAfter, Database.Clock, _closing.Token);
                await TidyNowAndThenAsync();
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closing; what waits is written by the last flush.
        }
    }

    private async Task GatherUnlessUrgentAsync()
    {
        // Its time being up is the usual end, and no failure.
        await _urgent.Task.WaitAsync(WriteBehind.Gathering, Database.Clock, _closing.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _closing.Token.ThrowIfCancellationRequested();

        // Before anything is taken: whoever becomes urgent from here on may have come too late for this transaction.
        if (_urgent.Task.IsCompleted)
            Volatile.Write(ref _urgent, NewUrgency());
    }

    private async Task TidyNowAndThenAsync()
    {
        if (Database.Clock.GetElapsedTime(_tidied) < TidyEvery)
            return;
        _tidied = Database.Clock.GetTimestamp();
        try
        {
            await TidyAsync(_closing.Token);
        }
        catch (Exception failure) when (!_closing.IsCancellationRequested)
        {
            // Whatever it is: a few rows lie there for longer.
            LogUntidy(_log, failure);
        }
    }

    private static TaskCompletionSource NewUrgency() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 4401, Level = LogLevel.Error, Message = "Learned state cannot be saved to the shared database; requests go on, and saving is tried again until it works")]
    private static partial void LogFailing(ILogger log, Exception failure);

    [LoggerMessage(EventId = 4402, Level = LogLevel.Information, Message = "Learned state is saved again to {Place}")]
    private static partial void LogWorking(ILogger log, string place);

    [LoggerMessage(EventId = 4403, Level = LogLevel.Debug, Message = "Rows that are no longer needed could not be removed from the shared database")]
    private static partial void LogUntidy(ILogger log, Exception failure);
}
