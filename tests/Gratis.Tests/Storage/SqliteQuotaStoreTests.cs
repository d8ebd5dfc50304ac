using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Tests.Time;
using Gratis.Tests.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Tests.Storage;

public sealed class SqliteQuotaStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Any_books_come_back_to_the_tick()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        Prop.ForAll(Properties.Seeds, seed =>
        {
            PoolRecord record = Any(new Random(seed));
            store.Changed(new Prewritten(record), urgent: false);
            database.Later.Flush().ShouldBeTrue();
            PoolRecord back = store.Load(Cancellation).AsTask().GetAwaiter().GetResult().Single(each => each.Key == record.Key);
            back.Bookings.ShouldBe(record.Bookings);
            (back with { Bookings = record.Bookings }).ShouldBe(record);
        }).Check(Properties.Config.WithMaxTest(200));
    }

    [Fact]
    public async Task Urgent_books_are_kept_without_any_time_passing_and_told_so_once()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        var books = new FakeBooks("p") { Used = 3 };
        store.Changed(books, urgent: true);
        await books.FirstKept.WaitAsync(Cancellation);
        database.Later.Flush().ShouldBeTrue();
        books.KeptRecords.ShouldBe(books.Drafts);
        books.Drafts.Count.ShouldBe(1);
        (await store.Load(Cancellation))[0].Used.ShouldBe(3);
        _temporary.Time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Books_nobody_waits_for_gather_and_are_one_row_however_often_they_change()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        var books = new FakeBooks("p");
        for (int i = 1; i <= 1000; i++)
        {
            books.Used = i;
            store.Changed(books, urgent: false);
        }

        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        books.Drafts.ShouldBeEmpty();
        _temporary.Time.Advance(WriteBehind.Gathering);
        await books.FirstKept.WaitAsync(Cancellation);
        books.KeptRecords.Select(record => record.Used).ShouldBe([1000]);
    }

    [Fact]
    public async Task A_change_after_the_books_were_taken_is_written_next()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        var books = new FakeBooks("p") { Used = 1 };
        books.OnDraft = () =>
        {
            if (books.Used == 2) return;
            books.Used = 2;
            store.Changed(books, urgent: false);
        };
        store.Changed(books, urgent: false);
        database.Later.Flush().ShouldBeTrue();
        books.KeptRecords.Select(record => record.Used).ShouldBe([1]);
        database.Later.Flush().ShouldBeTrue();
        books.KeptRecords.Select(record => record.Used).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_was_not_committed_is_never_told_kept_and_is_taken_anew()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        database.Later.Add(new PendingWrites { Refuses = 1 });
        var books = new FakeBooks("p") { Used = 1 };
        store.Changed(books, urgent: false);

        database.Later.Flush().ShouldBeFalse();
        store.IsFailing.ShouldBeTrue();
        books.KeptRecords.ShouldBeEmpty();
        (await store.Load(Cancellation)).ShouldBeEmpty();

        books.Used = 2;
        database.Later.Flush().ShouldBeTrue();
        store.IsFailing.ShouldBeFalse();
        books.KeptRecords.ShouldBe([books.Drafts[1]]);
        (await store.Load(Cancellation))[0].Used.ShouldBe(2);
    }

    [Fact]
    public async Task A_pool_whose_books_cannot_be_taken_loses_none_of_the_others()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        var good = new FakeBooks("a");
        var bad = new FakeBooks("b") { OnDraft = () => throw new InvalidOperationException("a mistake") };
        store.Changed(good, urgent: false);
        store.Changed(bad, urgent: false);
        database.Later.Flush().ShouldBeFalse();
        bad.OnDraft = static () => { };
        database.Later.Flush().ShouldBeTrue();
        good.KeptRecords.Count.ShouldBe(1);
        bad.KeptRecords.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_clean_end_closes_every_pool_that_ever_changed()
    {
        SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        FakeBooks[] pools = [new("a") { Used = 1 }, new("b") { Used = 2 }];
        foreach (FakeBooks pool in pools) store.Changed(pool, urgent: false);
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Select(record => record.Slice).ShouldBe([5, 5]);

        pools[1].Used = 4;
        await database.DisposeAsync();
        await using SqliteDatabase reopened = _temporary.Open();
        IReadOnlyList<PoolRecord> after = await Store(reopened).Load(Cancellation);
        after.Select(record => (record.Key, record.Slice, record.Used)).ShouldBe([("a", 0, 1), ("b", 0, 4)]);
    }

    [Fact]
    public async Task Books_that_pass_to_another_keeper_are_taken_from_that_one()
    {
        SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        FakeBooks former = new("p") { Used = 1 }, heir = new("p") { Used = 7 };
        store.Changed(former, urgent: false);
        store.Changed(heir, urgent: false);
        await database.DisposeAsync();
        former.Drafts.ShouldBeEmpty();
        heir.KeptRecords.Select(record => record.Used).ShouldBe([7]);
    }

    [Fact]
    public async Task A_change_after_the_end_harms_nobody()
    {
        SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        await database.DisposeAsync();
        Should.NotThrow(() => store.Changed(new FakeBooks("p"), urgent: true));
    }

    private static SqliteQuotaStore Store(SqliteDatabase database) => new(database, NullLogger<SqliteQuotaStore>.Instance);

    private static PoolRecord Any(Random random)
    {
        return new PoolRecord
        {
            Key = "groq|key-" + random.Next(20) + "|it's \"ü\"|rpd",
            At = Instant(),
            Bookings = [.. Enumerable.Range(0, random.Next(40)).Select(_ => new Booking(Instant().UtcTicks, random.Next(10_000)))],
            Held = random.Next(10), Slice = random.NextInt64(long.MaxValue), Draw = random.NextInt64(long.MaxValue),
            Limit = Maybe() ? random.Next(10_000) : null,
            Evidence = new LimitEvidence(Pick<LimitSource>(), Maybe() ? Instant() : null, random.NextDouble()),
            SpentUntil = Maybe() ? DateTimeOffset.MaxValue.AddTicks(-random.Next(2)) : null,
            LastWall = Maybe() ? Instant() : null,
            LearnedClock = Maybe() ? new QuotaClock(Pick<ClockKind>(), "America/Los_Angeles") : null,
            Used = random.NextInt64(long.MaxValue),
            Period = Maybe() ? default : new QuotaPeriod(Pick<PeriodUnit>(), random.Next(1, 60)),
            WindowStart = Maybe() ? Instant() : null,
        };

        DateTimeOffset Instant() => Now.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 400));
        bool Maybe() => random.Next(2) == 0;
        T Pick<T>()
            where T : struct, Enum => random.GetItems(Enum.GetValues<T>(), 1)[0];
    }

    private sealed class Prewritten(PoolRecord record) : IDurableBooks
    {
        public string Key => record.Key;

        public PoolRecord Draft() => record;

        public PoolRecord Close() => record;

        public void Kept(PoolRecord kept) => kept.ShouldBeSameAs(record);
    }
}
