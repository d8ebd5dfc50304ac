using Gratis.Quotas;
using Microsoft.Extensions.Logging;

namespace Gratis.Postgres.Quotas;

/// <summary>What is done in a round: writing what changed, looking at the others, moving on where the place was lost.</summary>
internal sealed partial class PostgresQuotaStore
{
    // Idle for so long, a pool gives its slice back.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    // What is held at the same time is said again this often, or others take it for dead.
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(10);

    // A server that takes longer is as good as gone for whoever waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Rows become visible in another order than they were stamped, by as much as a transaction takes.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <summary>Writes what changed; on a beat looks at the others as well. False where the server failed.</summary>
    private async Task<bool> RoundAsync(bool isBeat, CancellationToken cancel)
    {
        if (isBeat && !await TryAsync(LookAsync, cancel))
            return false;
        while (!_changed.IsEmpty)
        {
            if (!await TryAsync(FlushAsync, cancel))
                return false;
        }

        return true;
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        var taken = Take();
        if (taken.Length == 0)
            return;
        var keys = Array.ConvertAll(taken, static pool => pool.Key);
        var records = new PoolRecord[taken.Length];
        var isMine = false;
        try
        {
            isMine = await _database.WriteAsync(
                async (connection, stop) =>
                {
                    if (!await _place.HoldAsync(connection, stop))
                        return false;
                    await PoolRows.LockAsync(connection, keys, stop);
                    Tell(_others.Take(await PoolRows.ReadAsync(connection, _database.Place, keys, stop), _place.Number));
                    for (var i = 0; i < taken.Length; i++)
                        records[i] = taken[i].Draft(_closing);
                    await PoolRows.WriteAsync(connection, _place.Number, records, stop);
                    await _history.DrawAsync(connection, records, stop);
                    return true;
                },
                cancel);
        }
        finally
        {
            if (!isMine)
                Array.ForEach(taken, pool => Enqueue(pool));
        }

        if (!isMine)
        {
            await MoveAsync(cancel);
            return;
        }

        var now = _database.Clock.GetTimestamp();
        for (var i = 0; i < taken.Length; i++)
            taken[i].Kept(records[i], now);
    }

    /// <summary>Reads what the others wrote, says that this one lives, and gives back what lies idle.</summary>
    private async Task LookAsync(CancellationToken cancel)
    {
        var (isMine, rows) = await _database.ReadAsync(
            async (connection, stop) => (await _place.HoldAsync(connection, stop), await PoolRows.ReadSinceAsync(connection, _database.Place, Since(), stop)), cancel);
        if (!isMine)
            await MoveAsync(cancel);
        Tell(_others.Take(rows, _place.Number));
        Tell(_others.Silent(_database.Clock.GetUtcNow()));

        var now = _database.Clock.GetTimestamp();
        foreach (var (_, pool) in _pools)
        {
            var since = _database.Clock.GetElapsedTime(pool.WrittenAt, now);
            if (pool.HasSlice && since >= Idle)
            {
                pool.IsIdle = true;
                Enqueue(pool);
            }
            else if (pool.HoldsAtOnce && since >= Reminder)
            {
                Enqueue(pool);
            }
        }
    }

    /// <summary>Somebody took this one for dead and goes on with its books: what was counted here is counted there.</summary>
    private async Task MoveAsync(CancellationToken cancel)
    {
        var lost = _place.Number;
        await _database.WriteAsync(_place.TakeAsync, cancel);
        PlaceWasLost(_log, lost, _place.Number);
        _others.Forget(_place.Number);
        Tell(_others.Take(await _database.ReadAsync((connection, stop) => PoolRows.ReadAllAsync(connection, _database.Place, stop), cancel), _place.Number));
        foreach (var (_, pool) in _pools)
        {
            pool.Books.Disown();
            Enqueue(pool);
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await work(patience.Token);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // Whatever it is, also a mistake in one of the pools: it must not end the writing of all others for good.
            if (!IsFailing)
                WritesFail(_log, failure);
            IsFailing = true;
            return false;
        }

        if (IsFailing)
            WritesWorkAgain(_log, _database.Place);
        IsFailing = false;
        return true;
    }

    private DateTimeOffset Since() => _others.Latest - DateTimeOffset.MinValue > Overlap ? _others.Latest - Overlap : DateTimeOffset.MinValue;

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message =
        "The shared books cannot be written; calls on quotas that are known go on for moments only, others go on, and it is tried again until it works")]
    private static partial void WritesFail(ILogger log, Exception failure);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Information, Message = "The shared books are written again to {Place}")]
    private static partial void WritesWorkAgain(ILogger log, string place);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Warning, Message =
        "This replica was not heard of for so long that another one goes on with the books of its place {Lost}; it goes on at place {Place}")]
    private static partial void PlaceWasLost(ILogger log, int lost, int place);
}
