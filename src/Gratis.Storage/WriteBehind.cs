using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>
/// Writes in the background what may wait a moment: the first change starts a short gathering time, then everything
/// that waits goes into one transaction. What somebody waits for cuts the gathering short; while one transaction is being
/// written, whatever else becomes urgent gathers for the next. A failing disk is told once and tried again; nobody else notices.
/// </summary>
internal sealed partial class WriteBehind : IAsyncDisposable
{
    /// <summary>How long changes gather. With the write itself this stays well below the second that is promised.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>How soon a failed write is tried again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _flushing = new();

    // One place: any number of changes wake the writer once.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task _loop = Task.CompletedTask;
    private ImmutableArray<IPendingWrites> _sources = [];
    private TaskCompletionSource _urgent = NewUrgency();
    private volatile bool _failing;

    public WriteBehind(SqliteDatabase database, TimeProvider clock, ILogger log)
    {
        _database = database;
        _clock = clock;
        _log = log;
    }

    /// <summary>True from a write that failed until one works.</summary>
    public bool IsFailing => _failing;

    /// <summary>Begins the background work, once the database is known to be good.</summary>
    public void Start() => _loop = Task.Run(WriteWhatComes);

    /// <summary>Adds one who gathers writes.</summary>
    public void Add(IPendingWrites source) => ImmutableInterlocked.Update(ref _sources, static (all, one) => all.Add(one), source);

    /// <summary>Says that something waits, and whether somebody waits for it; costs next to nothing.</summary>
    public void Wake(bool urgent = false)
    {
        if (urgent) Volatile.Read(ref _urgent).TrySetResult();
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Writes everything that waits, now; false where that failed, and then it waits on.</summary>
    public bool Flush()
    {
        lock (_flushing)
        {
            ImmutableArray<IPendingWrites> sources = _sources;
            try
            {
                _database.Write(Durability.Process, connection =>
                {
                    foreach (IPendingWrites source in sources) source.Write(connection);
                });
            }
            catch (Exception failure)
            {
                // Whatever it is, also a mistake in one of the sources: it must not end the saving of all others for good.
                if (!_failing) WritesFail(_log, failure);
                _failing = true;
                foreach (IPendingWrites source in sources) source.NotWritten();
                return false;
            }

            if (_failing) WritesWorkAgain(_log, _database.Path);
            _failing = false;
            foreach (IPendingWrites source in sources) source.Written();
            return true;
        }
    }

    /// <summary>Ends the background work and writes what is left. Whoever causes changes has ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested) return;
        await _closing.CancelAsync();
        await _loop;
        foreach (IPendingWrites source in _sources) source.Closing();
        Flush();
        _closing.Dispose();
    }

    private async Task WriteWhatComes()
    {
        try
        {
            while (true)
            {
                await _wake.Reader.ReadAsync(_closing.Token);
                await GatherUnlessUrgent();
                while (!Flush()) await Task.Delay(RetryAfter, _clock, _closing.Token);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closing; what waits is written by the last flush.
        }
    }

    private async Task GatherUnlessUrgent()
    {
        // Its time being up is the usual end, and no failure.
        await _urgent.Task.WaitAsync(Gathering, _clock, _closing.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _closing.Token.ThrowIfCancellationRequested();

        // Before anything is taken: whoever becomes urgent from here on may have come too late for this transaction.
        if (_urgent.Task.IsCompleted) Volatile.Write(ref _urgent, NewUrgency());
    }

    private static TaskCompletionSource NewUrgency() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "Learned state cannot be saved; requests go on, and saving is tried again until it works")]
    private static partial void WritesFail(ILogger log, Exception failure);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Learned state is saved again to {Path}")]
    private static partial void WritesWorkAgain(ILogger log, string path);
}
