using Gratis.Stores;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>What is to be done for the log, one thing at a time: writing what waits and removing what is too old. It tells once what fails and never throws it.</summary>
internal sealed partial class RequestWork(PostgresDatabase database, RequestLogOptions options, ILogger log) : IDisposable
{
    private const int MostAtOnce = 2048;

    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromMinutes(1);

    private readonly RequestWrites _writes = new(database);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _cleanAt;
    private long _bytes;
    private volatile bool _isCleanDue;
    private volatile RequestLogOptions _options = options;
    private volatile string? _problem;
    private volatile string? _uncleaned;

    /// <summary>Whose requests are written.</summary>
    public IUnwrittenRequests? Source { get; set; }

    public RequestLogState State => new(database.Place, Interlocked.Read(ref _bytes), Source?.Dropped ?? 0, _problem ?? _uncleaned);

    /// <summary>What waits could not be written when it was tried last.</summary>
    public bool Fails => _problem is not null;

    /// <summary>Takes other bounds, to be looked at with the next step.</summary>
    public void Configure(RequestLogOptions options)
    {
        _options = options;
        _isCleanDue = true;
    }

    /// <summary>Writes all that waits, and takes a step of cleaning where it is time for it; true where more is to be cleaned at once.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel) => await WriteAsync(cancel) && await InTurnAsync(CleanAsync, cancel);

    /// <summary>Writes all that waits; false where it cannot.</summary>
    public Task<bool> WriteAsync(CancellationToken cancel) => InTurnAsync(WriteAllAsync, cancel);

    public void Dispose() => _turn.Dispose();

    private async Task<bool> InTurnAsync(Func<CancellationToken, Task<bool>> work, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await work(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> WriteAllAsync(CancellationToken cancel)
    {
        for (var more = true; more;)
        {
            var taken = Source?.Take(MostAtOnce) ?? [];
            try
            {
                var lost = await _writes.WriteAsync(new RequestBatch(taken), cancel);
                if (taken.Count > 0 && _problem is not null)
                    WritesWorkAgain(log, database.Place, Source?.Dropped ?? 0);
                if (taken.Count > 0)
                    _problem = null;
                more = Source?.Done(lost) ?? false;
            }
            catch (Exception failure)
            {
                // A server may come back, and until then requests wait as far as there is room; what fails by itself would be in the way for ever.
                if (failure is StorageException or OperationCanceledException)
                    Source?.PutBack();
                else
                    Source?.Done(taken.Count);
                if (!cancel.IsCancellationRequested && _problem is null)
                    WritesFail(log, failure);
                _problem = failure.Message;
                return false;
            }
        }

        return true;
    }

    private async Task<bool> CleanAsync(CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        if (now < _cleanAt && !_isCleanDue)
            return false;
        try
        {
            (_isCleanDue, _cleanAt) = (false, now + BetweenCleanings);
            var (bytes, more) = await RequestCleaning.RunAsync(database, _options, now, cancel);
            Interlocked.Exchange(ref _bytes, bytes);
            if (_problem is not null)
                WritesWorkAgain(log, database.Place, Source?.Dropped ?? 0);
            (_problem, _uncleaned) = (null, null);
            return _isCleanDue = more;
        }
        catch (StorageException busy) when (busy.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
        {
            // Somebody reads all of it, a backup perhaps: there is time.
            return false;
        }
        catch (Exception failure)
        {
            if (!cancel.IsCancellationRequested && _uncleaned is null && _problem is null)
                CleaningFails(log, failure);
            _uncleaned = failure.Message;
            return false;
        }
    }

    [LoggerMessage(EventId = 4201, Level = LogLevel.Error, Message = "The request log cannot be written; requests go on, and writing is tried again until it works")]
    private static partial void WritesFail(ILogger log, Exception failure);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Information, Message = "The request log is written again to {Place}; {Dropped} requests since the start are not in it")]
    private static partial void WritesWorkAgain(ILogger log, string place, long dropped);

    [LoggerMessage(EventId = 4203, Level = LogLevel.Warning, Message = "What is too old in the request log cannot be removed; it is tried again every minute")]
    private static partial void CleaningFails(ILogger log, Exception failure);
}
