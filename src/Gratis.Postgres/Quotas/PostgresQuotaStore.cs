using System.Collections.Concurrent;
using Gratis.Postgres.Replicas;
using Gratis.Quotas;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Postgres.Quotas;

/// <summary>
/// The books of the pools that several replicas draw on. Whoever writes the books of a pool locks it, reads what the others wrote,
/// and takes only a slice that is still there: so together they never draw more than it holds. What a replica has not spent of its slices
/// it gives back when it falls idle. Closing the database closes the books, so the engine ends before it.
/// </summary>
internal sealed partial class PostgresQuotaStore : IQuotaStore, IAsyncDisposable
{
    /// <summary>For how long a grant holds. Far shorter than it takes until somebody else may have this place.</summary>
    public static readonly TimeSpan Granted = TimeSpan.FromSeconds(10);

    /// <summary>How often others are looked at.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private const int MostAtOnce = 256;

    private readonly PostgresDatabase _database;
    private readonly ReplicaPlace _place;
    private readonly PostgresQuotaHistory _history;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<string, SharedPool> _pools = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SharedPool> _changed = new();
    private readonly OthersBooks _others = new();
    private readonly BeatingLoop _loop;
    private bool _closing;

    public PostgresQuotaStore(PostgresDatabase database, ReplicaPlace place, PostgresQuotaHistory history, ILogger<PostgresQuotaStore> log)
    {
        (_database, _place, _history, _log) = (database, place, history, log);
        _loop = new BeatingLoop(Beat, database.Clock, RoundAsync);
    }

    /// <inheritdoc />
    public bool IsFailing { get; private set; }

    /// <inheritdoc />
    public TimeSpan? Lease => Granted;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<PoolRecord>> Load(CancellationToken cancellation)
    {
        var rows = await _database.ReadAsync((connection, stop) => PoolRows.ReadAllAsync(connection, _database.Place, stop), cancellation);
        _others.Take(rows, _place.Number);
        _loop.Start();

        // What was held at the same time has ended with the process that held it.
        return [.. rows.Where(row => row.Place == _place.Number && !row.Record.IsOfTheMoment).Select(static row => row.Record)];
    }

    /// <summary>What all replicas together have written of each pool, for whoever only looks.</summary>
    public static async Task<IReadOnlyList<PoolRecord>> ReadAllAsync(PostgresDatabase database, CancellationToken cancel)
    {
        var rows = await database.ReadAsync((connection, stop) => PoolRows.ReadAllAsync(connection, database.Place, stop), cancel);
        var now = database.Clock.GetUtcNow().UtcTicks;
        return [.. rows.Where(static row => !row.Record.IsOfTheMoment).Select(static row => row.Record)
            .GroupBy(static record => record.Key, StringComparer.Ordinal).Select(of => SharedBookings.Sum([.. of], Granted, now))];
    }

    /// <inheritdoc />
    public IReadOnlyList<PoolRecord> Join(ISharedBooks books)
    {
        _pools.AddOrUpdate(
            books.Key, static (_, first) => new SharedPool(first),
            static (_, known, next) =>
            {
                known.Books = next;
                return known;
            }, books);
        return _others.Of(books.Key);
    }

    /// <inheritdoc />
    public void Changed(IDurableBooks books, bool urgent)
    {
        if (!_pools.TryGetValue(books.Key, out var pool))
            return;
        pool.IsIdle = false;
        if (Enqueue(pool) || urgent)
            _loop.Wake(urgent);
    }

    /// <summary>Writes everything without slices and leaves the place.</summary>
    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        _closing = true;
        foreach (var (_, pool) in _pools)
            Enqueue(pool);
        while (!_changed.IsEmpty && await TryAsync(FlushAsync, CancellationToken.None))
        {
            // A round takes no more than fits into one transaction.
        }

        await TryAsync(async stop => await _database.WriteAsync((connection, end) => _place.LeaveAsync(connection, end), stop), CancellationToken.None);
    }

    private SharedPool[] Take()
    {
        var taken = new List<SharedPool>();
        while (taken.Count < MostAtOnce && _changed.TryDequeue(out var pool))
        {
            // Taken out before its books are read: a change after this line puts the pool back in.
            Interlocked.Exchange(ref pool.Waits, 0);
            taken.Add(pool);
        }

        taken.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return [.. taken];
    }

    private void Tell(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (_pools.TryGetValue(key, out var pool))
                pool.Books.See(_others.Of(key));
        }
    }

    private bool Enqueue(SharedPool pool)
    {
        if (Interlocked.Exchange(ref pool.Waits, 1) != 0)
            return false;
        _changed.Enqueue(pool);
        return true;
    }
}
