using Gratis.Catalog.Limits;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Tests.Storage;

public sealed class SqliteQuotaHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_long_pool_leaves_a_curve_with_the_end_of_each_window()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        FakeBooks books = Daily();
        foreach ((int minute, long used) in ((int, long)[])[(0, 0), (1, 5), (2, 10), (3, 14)]) Write(database, store, books, minute, used);
        books.WindowStart = Now.AddDays(1);
        Write(database, store, books, 24 * 60, 1);

        (await All(store)).ShouldBe([
            new QuotaSample(Now, 0, 1000, Now),
            new QuotaSample(Now.AddMinutes(2), 10, 1000, Now),
            new QuotaSample(Now.AddMinutes(3), 14, 1000, Now),
            new QuotaSample(Now.AddDays(1), 1, 1000, Now.AddDays(1)),
        ]);
        (await store.ReadHistory("other", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancellation)).ShouldBeEmpty();
        (await store.ReadHistory("p", Now.AddMinutes(2), Now.AddMinutes(3), Cancellation)).Select(sample => sample.Used).ShouldBe([10]);
    }

    [Fact]
    public async Task A_short_pool_leaves_none()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        Write(database, store, new FakeBooks("p", QuotaPeriod.Minute), 0, 10);
        (await All(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_curve_ended()
    {
        await using (SqliteDatabase database = _temporary.Open())
        {
            SqliteQuotaStore store = Store(database);
            FakeBooks books = Daily();
            Write(database, store, books, 0, 500);
            Write(database, store, books, 1, 505);
        }

        await using SqliteDatabase reopened = _temporary.Open();
        SqliteQuotaStore again = Store(reopened);
        FakeBooks heir = Daily();
        Write(reopened, again, heir, 2, 509);
        (await All(again)).Select(sample => sample.Used).ShouldBe([500]);
        Write(reopened, again, heir, 3, 510);
        (await All(again)).Select(sample => sample.Used).ShouldBe([500, 510]);
    }

    [Fact]
    public async Task A_window_that_turned_while_nobody_ran_is_drawn_to_its_end()
    {
        await using (SqliteDatabase database = _temporary.Open())
        {
            SqliteQuotaStore store = Store(database);
            FakeBooks books = Daily();
            Write(database, store, books, 0, 500);
            Write(database, store, books, 1, 505);
        }

        await using SqliteDatabase reopened = _temporary.Open();
        SqliteQuotaStore again = Store(reopened);
        FakeBooks heir = Daily();
        heir.WindowStart = Now.AddDays(1);
        Write(reopened, again, heir, 24 * 60 + 7, 3);
        (await All(again)).Select(sample => (sample.Used, sample.WindowStart)).ShouldBe([(500, Now), (505, Now), (3, Now.AddDays(1))]);
    }

    [Fact]
    public async Task Restarts_do_not_lift_the_bound_on_a_window()
    {
        for (int run = 0; run < 12; run++)
        {
            await using SqliteDatabase database = _temporary.Open();
            SqliteQuotaStore store = Store(database);
            FakeBooks books = Daily();
            for (int i = 0; i < 30; i++) Write(database, store, books, run * 30 + i, i % 2 == 0 ? 0 : 1000);
            (await All(store)).Count.ShouldBe(Math.Min(BurnDown.Most, (run + 1) * 30));
        }
    }

    [Fact]
    public async Task A_curve_whose_transaction_failed_is_drawn_with_the_next()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        FakeBooks books = Daily();
        Write(database, store, books, 0, 100);
        database.Later.Add(new PendingWrites { Refuses = 1 });
        books.Used = 200;
        books.At = Now.AddMinutes(1);
        store.Changed(books, urgent: false);
        database.Later.Flush().ShouldBeFalse();
        Write(database, store, books, 2, 205);
        (await All(store)).Select(sample => sample.Used).ShouldBe([100, 205]);
    }

    [Fact]
    public async Task What_is_older_than_five_weeks_goes_batch_by_batch_and_is_not_looked_for_at_every_write()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        DateTimeOffset old = Now - QuotaHistoryWriter.Kept;
        Insert(database, "old", old.AddTicks(-QuotaHistoryWriter.Batch - 100), QuotaHistoryWriter.Batch + 100);
        Insert(database, "young", old, 1);

        FakeBooks books = Daily();
        Write(database, store, books, 0, 1);
        Count(database, "old").ShouldBe(100);
        Write(database, store, books, 1, 2);
        Count(database, "old").ShouldBe(0);
        Count(database, "young").ShouldBe(1);

        Insert(database, "old", old.AddDays(-1), 3);
        Write(database, store, books, 2, 3);
        Count(database, "old").ShouldBe(3);
        _temporary.Time.Advance(SqliteQuotaStore.PruneEvery);
        Write(database, store, books, 3, 4);
        Count(database, "old").ShouldBe(0);
        Count(database, "young").ShouldBe(0);
        (await All(store)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Old_samples_are_found_by_their_index()
    {
        await using SqliteDatabase database = _temporary.Open();
        string plan = database.Read(static connection =>
        {
            using SqliteCommand explain = connection.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN SELECT key, at FROM quota_history WHERE at < 1 ORDER BY at LIMIT 500";
            using SqliteDataReader rows = explain.ExecuteReader();
            rows.Read().ShouldBeTrue();
            return rows.GetString(3);
        });
        plan.ShouldContain("quota_history_age");
    }

    private static FakeBooks Daily() => new("p", QuotaPeriod.Day) { Limit = 1000, WindowStart = Now };

    private static SqliteQuotaStore Store(SqliteDatabase database) => new(database, NullLogger<SqliteQuotaStore>.Instance);

    private static void Write(SqliteDatabase database, SqliteQuotaStore store, FakeBooks books, int minute, long used)
    {
        books.At = Now.AddMinutes(minute);
        books.Used = used;
        store.Changed(books, urgent: false);
        database.Later.Flush().ShouldBeTrue();
    }

    private static ValueTask<IReadOnlyList<QuotaSample>> All(SqliteQuotaStore store) =>
        store.ReadHistory("p", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancellation);

    private static void Insert(SqliteDatabase database, string key, DateTimeOffset from, int count) =>
        database.Write(Durability.Process, connection =>
        {
            for (int i = 0; i < count; i++)
                TemporaryDatabase.Run(connection, $"INSERT INTO quota_history (key, at, used) VALUES ('{key}', {from.UtcTicks + i}, 1)");
        });

    private static long Count(SqliteDatabase database, string key) =>
        (long)database.Read(connection => TemporaryDatabase.Ask(connection, $"SELECT count(*) FROM quota_history WHERE key = '{key}'"))!;
}
