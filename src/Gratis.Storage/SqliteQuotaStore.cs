using System.Collections.Concurrent;
using System.Diagnostics;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>
/// The books of quota pools and their burn-down curves. What changed is a queue of pools, each in it at most once, whose books are
/// taken when they are written. Closing the database closes the books, so the engine ends before it.
/// </summary>
internal sealed partial class SqliteQuotaStore : IQuotaStore, IQuotaHistory, IPendingWrites
{
    /// <summary>How often old samples are looked for, while there are none.</summary>
    public static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    /// <summary>The most samples that one reading gives.</summary>
    public const int MostSamples = 10_000;

    private readonly SqliteDatabase _database;
    private readonly ILogger<SqliteQuotaStore> _log;
    private readonly ConcurrentDictionary<string, Pool> _pools = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Pool> _changed = new();
    private readonly List<Taken> _taken = [];
    private DateTimeOffset _nextPrune;
    private int _reopenings;
    private bool _closing;

    public SqliteQuotaStore(SqliteDatabase database, ILogger<SqliteQuotaStore> log)
    {
        _database = database;
        _log = log;
        _reopenings = database.Reopenings;
        database.Later.Add(this);
    }

    /// <inheritdoc />
    public bool IsFailing => _database.Later.IsFailing;

    /// <inheritdoc />
    public void Changed(IDurableBooks books, bool urgent)
    {
        Pool pool = _pools.GetOrAdd(books.Key, static (_, first) => new Pool(first), books);
        pool.Books = books;
        if (Enqueue(pool) || urgent) _database.Later.Wake(urgent);
    }

    /// <summary>
    /// Everything that was written down. A row that cannot be read counts as spent until its window must have passed, and that is
    /// told to the owner: never is it forgotten.
    /// </summary>
    public ValueTask<IReadOnlyList<PoolRecord>> Load(CancellationToken cancellation) => new(_database.Read(ReadAll));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<QuotaSample>> ReadHistory(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        new(_database.Read(connection =>
        {
            using SqliteCommand query = connection.CreateCommand();
            query.CommandText = """
                SELECT at, used, believed, window_start FROM quota_history
                WHERE key = $key AND at >= $from AND at < $to ORDER BY at DESC LIMIT $most
                """;
            query.Parameters.AddWithValue("$key", key);
            query.Parameters.AddWithValue("$from", from.UtcTicks);
            query.Parameters.AddWithValue("$to", to.UtcTicks);
            query.Parameters.AddWithValue("$most", MostSamples);
            using SqliteDataReader rows = query.ExecuteReader();
            var samples = new List<QuotaSample>();
            while (rows.Read())
            {
                // A damaged sample is a gap in a picture; nothing is decided by it.
                if (QuotaRow.ReadSample(rows) is { } sample) samples.Add(sample);
            }

            samples.Reverse();
            return (IReadOnlyList<QuotaSample>)samples;
        }));

    /// <inheritdoc />
    void IPendingWrites.Write(SqliteConnection connection)
    {
        RepeatAllAfterReopening();
        if (_changed.IsEmpty) return;
        using var rows = new QuotaRowWriter(connection);
        using var history = new QuotaHistoryWriter(connection);

        // Not one more than wait now: pools that change on and on must not keep this transaction open.
        for (int left = _changed.Count; left > 0 && _changed.TryDequeue(out Pool? pool); left--)
        {
            // Taken out before its books are read: a change after this line puts the pool back in.
            Interlocked.Exchange(ref pool.Waits, 0);
            int place = _taken.Count;
            IDurableBooks books = pool.Books;
            _taken.Add(new Taken(pool, books, null, null));
            PoolRecord record = _closing ? books.Close() : books.Draft();
            BurnDown? curve = record.Period.IsLong ? history.Draw(pool.Curve, record) : null;
            rows.Save(record);
            _taken[place] = new Taken(pool, books, record, curve);
        }

        DateTimeOffset now = _database.Clock.GetUtcNow();
        if (now >= _nextPrune && history.Prune(now)) _nextPrune = now + PruneEvery;
    }

    /// <inheritdoc />
    void IPendingWrites.Written()
    {
        foreach (Taken taken in _taken)
        {
            taken.Pool.Curve = taken.Curve;
            taken.Books.Kept(taken.Record ?? throw new UnreachableException("Books were committed that nobody had written."));
        }

        _taken.Clear();
    }

    /// <inheritdoc />
    void IPendingWrites.NotWritten()
    {
        foreach (Taken taken in _taken) Enqueue(taken.Pool);
        _taken.Clear();
    }

    /// <inheritdoc />
    void IPendingWrites.Closing()
    {
        _closing = true;
        foreach (KeyValuePair<string, Pool> each in _pools) Enqueue(each.Value);
    }

    private bool Enqueue(Pool pool)
    {
        if (Interlocked.Exchange(ref pool.Waits, 1) != 0) return false;
        _changed.Enqueue(pool);
        return true;
    }

    /// <summary>What is in place of a file that had vanished may be an older one: what it was told before it does not know.</summary>
    private void RepeatAllAfterReopening()
    {
        if (_reopenings == _database.Reopenings) return;
        _reopenings = _database.Reopenings;
        foreach (KeyValuePair<string, Pool> each in _pools)
        {
            each.Value.Curve = null;
            Enqueue(each.Value);
        }
    }

    private List<PoolRecord> ReadAll(SqliteConnection connection)
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = $"SELECT {QuotaRow.Columns} FROM quota_pools ORDER BY key";
        using SqliteDataReader rows = query.ExecuteReader();
        var records = new List<PoolRecord>();
        while (rows.Read()) records.Add(QuotaRow.Read(rows) ?? TakeForSpent(rows));
        return records;
    }

    private PoolRecord TakeForSpent(SqliteDataReader row)
    {
        if (QuotaRow.KeyOf(row) is not { } key || QuotaRow.PeriodOf(row) is not { } period)
        {
            throw new StorageException(
                StorageFault.Corrupt, _database.Path,
                $"row '{row.GetValue(0)}' of table quota_pools is damaged, so that not even the length of its window is known",
                "Stop the gateway, keep a copy of the file, and once that quota is surely whole again delete the row with " +
                $"`sqlite3 FILE \"DELETE FROM quota_pools WHERE key = '{row.GetValue(0)}'\"`; nothing was changed.");
        }

        PoolRecord spent = QuotaRow.Spent(key, period, _database.Clock.GetUtcNow());
        BooksAreDamaged(_log, _database.Path, key, spent.SpentUntil!.Value);
        return spent;
    }

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message =
        "{Path}: the books of quota pool {Key} (table quota_pools) are damaged; it counts as spent until {Until:u}. " +
        "If that quota is surely whole, stop the gateway, keep a copy of the file and delete the row of that key")]
    private static partial void BooksAreDamaged(ILogger log, string path, string key, DateTimeOffset until);

    /// <summary>One pool that ever changed.</summary>
    private sealed class Pool(IDurableBooks books)
    {
        private IDurableBooks _books = books;

        /// <summary>1 while it is in the queue.</summary>
        public int Waits;

        /// <summary>Whoever keeps its books now: they pass from hand to hand when the owner changes what is around the pool.</summary>
        public IDurableBooks Books
        {
            get => Volatile.Read(ref _books);
            set
            {
                if (Volatile.Read(ref _books) != value) Volatile.Write(ref _books, value);
            }
        }

        /// <summary>How far its curve is drawn in what is committed; the writer's alone.</summary>
        public BurnDown? Curve { get; set; }
    }

    private readonly record struct Taken(Pool Pool, IDurableBooks Books, PoolRecord? Record, BurnDown? Curve);
}
