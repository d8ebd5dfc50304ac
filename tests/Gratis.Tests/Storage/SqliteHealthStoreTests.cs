using Gratis.Health;
using Gratis.Storage;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Storage;

public sealed class SqliteHealthStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Cooldowns_and_strikes_survive_a_restart()
    {
        IReadOnlyList<HealthEntry> before;
        await using (SqliteDatabase database = _temporary.Open())
        {
            var book = new HealthBook(new Random(1), new SqliteHealthStore(database));
            Strike(book.Cell(Reach.Account, "p:1"), new Judgement(Verdict.KeyRefused, Reach.Account, Detail: "no such key"), "print");
            Strike(book.Cell(Reach.Route, "p/m"), new Judgement(Verdict.ModelGone, Reach.Route));
            Strike(book.Cell(Reach.AccountModel, "p:1 p/m"), new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddHours(5), UntilSource.Body));
            Strike(book.Cell(Reach.Provider, "p"), new Judgement(Verdict.Timeout, Reach.Provider));
            before = book.Snapshot();
        }

        await using SqliteDatabase reopened = _temporary.Open();
        var store = new SqliteHealthStore(reopened);
        var after = new HealthBook(new Random(2), store);
        after.Restore(await store.Load(Cancellation), Now);

        before.Count.ShouldBe(4);
        after.Snapshot().Select(Rounded).ShouldBe(before.Select(Rounded));
        after.Cell(Reach.Account, "p:1").Current!.Until.ShouldBe(Cooldown.UntilKeyChanges);
    }

    [Fact]
    public async Task A_named_instant_never_comes_back_earlier()
    {
        DateTimeOffset named = Now.AddMinutes(1).AddTicks(1);
        await using SqliteDatabase database = _temporary.Open();
        var store = new SqliteHealthStore(database);
        var book = new HealthBook(new Random(1), store);
        Strike(book.Cell(Reach.Account, "p:1"), new Judgement(Verdict.QuotaSpent, Reach.Account, named, UntilSource.Header));
        database.Later.Flush();
        (await store.Load(Cancellation))[0].Cooldown.Until.ShouldBeInRange(named, named.AddMilliseconds(1));
    }

    [Fact]
    public async Task What_healed_is_forgotten_in_the_file_too()
    {
        await using SqliteDatabase database = _temporary.Open();
        var store = new SqliteHealthStore(database);
        HealthCell cell = new HealthBook(new Random(1), store).Cell(Reach.Provider, "p");
        Strike(cell, new Judgement(Verdict.Unreachable, Reach.Provider));
        database.Later.Flush();
        (await store.Load(Cancellation)).Count.ShouldBe(1);

        cell.Succeed(Now.AddSeconds(1));
        database.Later.Flush();
        (await store.Load(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_strike_is_in_the_file_within_a_second_and_survives_a_kill()
    {
        await using SqliteDatabase database = _temporary.Open();
        var written = new TaskCompletionSource();
        var store = new SqliteHealthStore(database);
        database.Later.Add(new PendingWrites { OnWritten = () => written.TrySetResult() });

        Strike(new HealthBook(new Random(1), store).Cell(Reach.Provider, "p"), new Judgement(Verdict.Unreachable, Reach.Provider));
        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        _temporary.Time.Advance(TimeSpan.FromMilliseconds(500));
        await written.Task.WaitAsync(Cancellation);

        await using SqliteDatabase survived = _temporary.Open(_temporary.CopyAsKilled());
        (await new SqliteHealthStore(survived).Load(Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_thousand_changes_of_a_cell_are_one_row()
    {
        await using SqliteDatabase database = _temporary.Open();
        var store = new SqliteHealthStore(database);
        HealthCell cell = new HealthBook(new Random(1), store).Cell(Reach.Provider, "p");
        for (int i = 0; i < 1000; i++) cell.Strike(new Judgement(Verdict.Unreachable, Reach.Provider), Now.AddSeconds(i), Now.AddSeconds(i));

        long before = Changes(database);
        database.Later.Flush();
        (Changes(database) - before).ShouldBe(1);
        (await store.Load(Cancellation))[0].Cooldown.Since.ShouldBe(cell.Current!.Since);
    }

    [Fact]
    public async Task What_the_disk_refused_waits_and_is_written_when_it_works_again()
    {
        await using SqliteDatabase database = _temporary.Open();
        var store = new SqliteHealthStore(database);
        HealthCell cell = new HealthBook(new Random(1), store).Cell(Reach.Provider, "p");
        Strike(cell, new Judgement(Verdict.Unreachable, Reach.Provider));

        var disk = new PendingWrites { Refuses = 1 };
        database.Later.Add(disk);
        database.Later.Flush().ShouldBeFalse();
        (await store.Load(Cancellation)).ShouldBeEmpty();
        cell.Look(Now).ShouldBe(Gate.Trouble);

        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_word_of_a_later_release_is_passed_over()
    {
        await using SqliteDatabase database = _temporary.Open();
        database.Write(Durability.Process, static c => TemporaryDatabase.Run(c,
            "INSERT INTO cooldowns VALUES ('Provider','p','Timeout',0,0,'Guess',1,NULL,NULL), ('Provider','q','Bewitched',0,0,'Guess',1,NULL,NULL)"));
        (await new SqliteHealthStore(database).Load(Cancellation)).Select(entry => entry.Key).ShouldBe(["p"]);
    }

    private static long Changes(SqliteDatabase database) =>
        database.Write(Durability.Process, static c => (long)TemporaryDatabase.Ask(c, "SELECT total_changes()")!);

    private static void Strike(HealthCell cell, Judgement judgement, string? fingerprint = null) =>
        cell.Strike(judgement, Now, Now, fingerprint).ShouldNotBeNull();

    private static HealthEntry Rounded(HealthEntry entry) => entry with
    {
        Cooldown = entry.Cooldown with
        {
            Until = DateTimeOffset.FromUnixTimeMilliseconds(
                entry.Cooldown.Until.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds()),
        },
    };
}
