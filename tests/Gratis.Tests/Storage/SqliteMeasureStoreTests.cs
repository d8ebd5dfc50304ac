using Gratis.Health.Measures;
using Gratis.Storage;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

public sealed class SqliteMeasureStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly TemporaryDatabase _temporary = new();
    private readonly RecordingLog<SqliteMeasureStore> _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Measures_survive_a_restart_to_the_last_bit()
    {
        var before = new Dictionary<string, MeasureRecord>();
        await using (SqliteDatabase database = _temporary.Open())
        {
            var book = new MeasureBook(Store(database));
            var random = new Random(5);
            for (int i = 0; i < 2000; i++)
            {
                RouteMeasure measure = book.Route("p/" + random.Next(20));
                if (random.Next(4) == 0) measure.Failed(Now.AddSeconds(i * 30));
                else measure.Served(TimeSpan.FromSeconds(random.NextDouble() * 10), Now.AddSeconds(i * 30));
                before[measure.Route] = measure.Draft()!;
            }
        }

        await using SqliteDatabase reopened = _temporary.Open();
        IReadOnlyList<MeasureRecord> after = await Store(reopened).Load(Cancellation);
        after.Count.ShouldBe(20);
        foreach (MeasureRecord record in after)
        {
            MeasureRecord kept = before[record.Route];
            record.FirstTokens.ShouldBe(kept.FirstTokens);
            (record with { FirstTokens = kept.FirstTokens }).ShouldBe(kept);
        }
    }

    [Fact]
    public async Task A_thousand_calls_are_one_row_and_a_cleared_measure_is_none()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteMeasureStore store = Store(database);
        RouteMeasure measure = new MeasureBook(store).Route("p/m");
        for (int i = 0; i < 1000; i++) measure.Failed(Now);
        long before = Changes(database);
        database.Later.Flush().ShouldBeTrue();
        (Changes(database) - before).ShouldBe(1);
        (await store.Load(Cancellation)).Single().Failed.ShouldBe(1000);

        measure.Clear();
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_disk_refused_is_written_as_it_is_by_then()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteMeasureStore store = Store(database);
        RouteMeasure measure = new MeasureBook(store).Route("p/m");
        measure.Failed(Now);
        database.Later.Add(new PendingWrites { Refuses = 1 });
        database.Later.Flush().ShouldBeFalse();
        measure.Failed(Now);
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Single().Failed.ShouldBe(2);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_told_once_and_left_out()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteMeasureStore store = Store(database);
        new MeasureBook(store).Route("p/good").Failed(Now);
        database.Later.Flush().ShouldBeTrue();
        database.Write(Durability.Process, static c => TemporaryDatabase.Run(c, """
            INSERT INTO route_measures VALUES
              ('p/below',0,-1.0,0.0,0.0,zeroblob(128)),
              ('p/endless',0,9e999,0.0,0.0,zeroblob(128)),
              ('p/short',0,1.0,0.0,0.0,zeroblob(127)),
              ('p/weights',0,1.0,0.0,0.0,CAST(zeroblob(124) || x'0000c0ff' AS BLOB)),
              ('p/when',-1,1.0,0.0,0.0,zeroblob(128))
            """));
        (await store.Load(Cancellation)).Select(record => record.Route).ShouldBe(["p/good"]);
        _log.Lines.Single().Text.ShouldContain("5 rows of table route_measures cannot be read");
    }

    [Fact]
    public async Task A_hand_that_edits_cannot_turn_a_count_into_a_word()
    {
        await using SqliteDatabase database = _temporary.Open();
        using SqliteConnection stranger = _temporary.Stranger();
        Should.Throw<SqliteException>(() => TemporaryDatabase.Run(stranger, "INSERT INTO route_measures VALUES ('p/m',0,'many',0.0,0.0,zeroblob(128))"));
    }

    [Fact]
    public async Task Calls_on_many_threads_are_all_in_the_file_in_the_end()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteMeasureStore store = Store(database);
        var book = new MeasureBook(store);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                book.Route("p/" + i % 10).Failed(Now);
                if (i % 250 == 0) database.Later.Flush();
            }
        }, Cancellation)));
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Select(record => record.Failed).ShouldBe(Enumerable.Repeat(400.0, 10));
    }

    private SqliteMeasureStore Store(SqliteDatabase database) => new(database, _log);

    private static long Changes(SqliteDatabase database) =>
        database.Write(Durability.Process, static c => (long)TemporaryDatabase.Ask(c, "SELECT total_changes()")!);
}
