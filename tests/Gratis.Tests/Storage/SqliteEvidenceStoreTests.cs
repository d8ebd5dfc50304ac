using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Storage;
using Gratis.Tests.Time;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Storage;

public sealed class SqliteEvidenceStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly TemporaryDatabase _temporary = new();
    private readonly RecordingLog<SqliteEvidenceStore> _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Any_fact_comes_back_to_the_tick()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteEvidenceStore store = Store(database);
        Prop.ForAll(Properties.Seeds, seed =>
        {
            LearnedFact fact = Any(new Random(seed));
            store.Keep(fact);
            database.Later.Flush().ShouldBeTrue();
            store.Load(Cancellation).AsTask().GetAwaiter().GetResult()
                .Single(each => each.Route == fact.Route && each.Topic == fact.Topic).ShouldBe(fact);
        }).Check(Properties.Config.WithMaxTest(200));
    }

    [Fact]
    public async Task Facts_survive_a_restart_and_the_last_of_a_topic_wins()
    {
        await using (SqliteDatabase database = _temporary.Open())
        {
            SqliteEvidenceStore store = Store(database);
            store.Keep(Fact("p/m", LearnedTopics.Cost, "0.01"));
            database.Later.Flush().ShouldBeTrue();
            store.Keep(Fact("p/m", LearnedTopics.Cost, "0.02"));
            store.Keep(Fact("p/m", LearnedTopics.Gone, "1"));
            store.Keep(Fact("p/m", LearnedTopics.Gone, "2"));
        }

        await using SqliteDatabase reopened = _temporary.Open();
        (await Store(reopened).Load(Cancellation)).Select(fact => (fact.Topic, fact.Value)).ShouldBe([("cost", "0.02"), ("gone", "2")]);
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_may_be_learned_again()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteEvidenceStore store = Store(database);
        store.Keep(Fact("p/m", LearnedTopics.Gone, "1"));
        store.Keep(Fact("p/m", LearnedTopics.Context, "8000"));
        database.Later.Flush().ShouldBeTrue();

        store.Forget("p/m", LearnedTopics.Gone);
        store.Forget("p/never", LearnedTopics.Gone);
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Single().Topic.ShouldBe(LearnedTopics.Context);

        store.Forget("p/m", LearnedTopics.Gone);
        store.Keep(Fact("p/m", LearnedTopics.Gone, "3"));
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Select(fact => fact.Value).ShouldBe(["8000", "3"]);
    }

    [Fact]
    public async Task A_fact_is_in_the_file_within_a_second_and_survives_a_kill()
    {
        await using SqliteDatabase database = _temporary.Open();
        var written = new TaskCompletionSource();
        SqliteEvidenceStore store = Store(database);
        database.Later.Add(new PendingWrites { OnWritten = () => written.TrySetResult() });

        store.Keep(Fact("p/m", LearnedTopics.Cost, "0.01"));
        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        _temporary.Time.Advance(TimeSpan.FromMilliseconds(500));
        await written.Task.WaitAsync(Cancellation);

        await using SqliteDatabase survived = _temporary.Open(_temporary.CopyAsKilled());
        (await Store(survived).Load(Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_disk_refused_waits_and_is_written_when_it_works_again()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteEvidenceStore store = Store(database);
        store.Keep(Fact("p/a", LearnedTopics.Cost, "1"));
        store.Keep(Fact("p/b", LearnedTopics.Cost, "1"));
        database.Later.Add(new PendingWrites { Refuses = 1 });
        database.Later.Flush().ShouldBeFalse();
        (await store.Load(Cancellation)).ShouldBeEmpty();

        store.Keep(Fact("p/b", LearnedTopics.Cost, "2"));
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Select(fact => fact.Value).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_told_once_and_left_alone()
    {
        await using SqliteDatabase database = _temporary.Open();
        database.Write(Durability.Process, static c => TemporaryDatabase.Run(c, """
            INSERT INTO learned_facts VALUES
              ('p/good','cost','0.01','Observed','a request',NULL,1.0,NULL),
              ('p/later','cost','0.01','Oracle','a request',NULL,1.0,NULL),
              ('p/list','cost','0.01','Guess, Probe','a request',NULL,1.0,NULL),
              ('p/number','cost','0.01','4','a request',NULL,1.0,NULL),
              ('p/sure','cost','0.01','Observed','a request',NULL,1.5,NULL),
              ('p/time','cost','0.01','Observed','a request',-1,1.0,NULL),
              ('p/bytes','cost',x'00ff','Observed','a request',NULL,1.0,x'00')
            """));
        (await Store(database).Load(Cancellation)).Select(fact => fact.Route).ShouldBe(["p/good"]);
        _log.Lines.Single().Text.ShouldContain("6 rows of table learned_facts cannot be read, the first is that of 'p/bytes'");
        database.Read(static c => TemporaryDatabase.Ask(c, "SELECT count(*) FROM learned_facts")).ShouldBe(7L);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(-3, 0)]
    public async Task A_confidence_off_the_scale_holds_up_nobody(double given, double kept)
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteEvidenceStore store = Store(database);
        store.Keep(new LearnedFact("p/m", "cost", "1", new Evidence(ClaimSource.Observed, "here", null, given)));
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Single().Evidence.Confidence.ShouldBe(kept);
    }

    [Fact]
    public async Task Five_thousand_facts_are_kept_and_loaded()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteEvidenceStore store = Store(database);
        for (int i = 0; i < 5000; i++) store.Keep(Fact($"provider-{i % 40}/model-{i}", LearnedTopics.Context, "8000"));
        database.Later.Flush().ShouldBeTrue();
        IReadOnlyList<LearnedFact> back = await store.Load(Cancellation);
        back.Count.ShouldBe(5000);
        back.Select(fact => fact.Route).Distinct().Count().ShouldBe(5000);
    }

    [Fact]
    public async Task Writers_on_many_threads_lose_nothing_while_it_is_written()
    {
        await using SqliteDatabase database = _temporary.Open();
        SqliteEvidenceStore store = Store(database);
        Task[] writers =
        [
            .. Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
            {
                for (int i = 0; i < 500; i++)
                {
                    store.Keep(Fact($"p/{writer}-{i % 50}", LearnedTopics.Gone, $"{i}"));
                    if (i % 100 == 0) database.Later.Flush();
                }
            }, Cancellation)),
        ];
        await Task.WhenAll(writers);
        database.Later.Flush().ShouldBeTrue();
        IReadOnlyList<LearnedFact> back = await store.Load(Cancellation);
        back.Count.ShouldBe(200);
        back.ShouldAllBe(fact => int.Parse(fact.Value) >= 450);
    }

    private SqliteEvidenceStore Store(SqliteDatabase database) => new(database, _log);

    private static LearnedFact Fact(string route, string topic, string value) =>
        new(route, topic, value, new Evidence(ClaimSource.Observed, "a request", Now, 1));

    private static LearnedFact Any(Random random) => new(
        "groq/it's \"ü\" 模型\u0001-" + random.Next(20),
        LearnedTopics.Capability + random.Next(5),
        random.Next(3) == 0 ? "" : "värde\n" + random.NextInt64(),
        new Evidence(
            random.GetItems(Enum.GetValues<ClaimSource>(), 1)[0],
            "https://example.test/list?" + random.Next(),
            random.Next(2) == 0 ? null : Now.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 400)),
            random.Next(4) switch { 0 => 0, 1 => 1, _ => random.NextDouble() },
            random.Next(2) == 0 ? null : "seen; \0 too"));
}
