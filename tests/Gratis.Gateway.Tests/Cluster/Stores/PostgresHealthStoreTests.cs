using Gratis.Health;
using Gratis.Postgres.Stores;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Gateway.Tests.Cluster.Stores;

public sealed class PostgresHealthStoreTests(PostgresServer server)
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cooldowns_and_strikes_survive_a_restart()
    {
        var address = await server.CreateDatabaseAsync();
        IReadOnlyList<HealthEntry> before;
        await using (var replica = await StoreReplica.OpenAsync(address))
        {
            var book = new HealthBook(new Random(1), replica.Stores.Health);
            Strike(book.Cell(Reach.Account, "p:1"), new Judgement(Verdict.KeyRefused, Reach.Account, Detail: "no such\0key \uD800"), "print");
            Strike(book.Cell(Reach.Route, "p/m"), new Judgement(Verdict.ModelGone, Reach.Route));
            Strike(book.Cell(Reach.AccountModel, "p:1 p/m"), new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddMinutes(5).AddTicks(1), UntilSource.Body));
            Strike(book.Cell(Reach.Provider, "p"), new Judgement(Verdict.Timeout, Reach.Provider));
            before = book.Snapshot();
        }

        await using var reopened = await StoreReplica.OpenAsync(address);
        var after = new HealthBook(new Random(2), reopened.Stores.Health);
        after.Restore(await reopened.Stores.Health.Load(Cancel), Now);

        after.Snapshot().Select(Rounded).ShouldBe(before.Select(Rounded));
        after.Cell(Reach.Account, "p:1").Current!.Until.ShouldBe(Cooldown.UntilKeyChanges);
        after.Cell(Reach.AccountModel, "p:1 p/m").Current!.Until.ShouldBeInRange(Now.AddMinutes(5).AddTicks(1), Now.AddMinutes(5).AddMilliseconds(1));
    }

    [Fact]
    public async Task A_thousand_changes_of_a_cell_are_one_row_and_what_healed_is_none()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var cell = new HealthBook(new Random(1), replica.Stores.Health).Cell(Reach.Provider, "p");
        for (var i = 0; i < 1000; i++)
            cell.Strike(new Judgement(Verdict.Unreachable, Reach.Provider), Now.AddSeconds(i), Now.AddSeconds(i));
        await replica.FlushAsync();
        (await replica.CountAsync("cooldowns")).ShouldBe(1);
        (await replica.Stores.Health.Load(Cancel)).ShouldHaveSingleItem().Cooldown.Since.ShouldBe(cell.Current!.Since);

        cell.Reset();
        await replica.FlushAsync();
        (await replica.Stores.Health.Load(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_server_refused_waits_and_is_written_when_it_works_again()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var cell = new HealthBook(new Random(1), replica.Stores.Health).Cell(Reach.Provider, "p");
        replica.Later.Add(new PendingPostgresWrites { Refuses = 1 });
        Strike(cell, new Judgement(Verdict.Unreachable, Reach.Provider));

        (await replica.Later.FlushAsync()).ShouldBeFalse();
        (await replica.Stores.Health.Load(Cancel)).ShouldBeEmpty();
        await replica.FlushAsync();

        (await replica.Stores.Health.Load(Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_word_of_a_later_release_is_passed_over()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await replica.RunAsync(Insert("p", "Timeout") + ";" + Insert("q", "Bewitched"));

        (await replica.Stores.Health.ReadOthersAsync(Cancel)).Select(news => news.Key).ShouldBe(["p"]);
        (await replica.Stores.Health.Load(Cancel)).Select(entry => entry.Key).ShouldBe(["p"]);
    }

    [Fact]
    public async Task A_replica_hears_what_others_record_and_lift_once_and_nothing_of_its_own()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        await one.Stores.Health.Load(Cancel);
        var cell = new HealthBook(new Random(1), other.Stores.Health).Cell(Reach.Provider, "p");
        Strike(new HealthBook(new Random(1), one.Stores.Health).Cell(Reach.Provider, "mine"), new Judgement(Verdict.Unreachable, Reach.Provider));
        await one.FlushAsync();

        Strike(cell, new Judgement(Verdict.Unreachable, Reach.Provider));
        await other.FlushAsync();
        var heard = (await one.Stores.Health.ReadOthersAsync(Cancel)).ShouldHaveSingleItem();
        (heard.Reach, heard.Key, heard.Cooldown!.Reason).ShouldBe((Reach.Provider, "p", Verdict.Unreachable));
        (await one.Stores.Health.ReadOthersAsync(Cancel)).ShouldBeEmpty();

        cell.Reset();
        await other.FlushAsync();
        (await one.Stores.Health.ReadOthersAsync(Cancel)).ShouldBe([new HealthNews(Reach.Provider, "p", null)]);
        (await one.Stores.Health.ReadOthersAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_there_at_the_load_is_no_news()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        Strike(new HealthBook(new Random(1), other.Stores.Health).Cell(Reach.Provider, "p"), new Judgement(Verdict.Unreachable, Reach.Provider));
        await other.FlushAsync();

        (await one.Stores.Health.Load(Cancel)).Count.ShouldBe(1);
        (await one.Stores.Health.ReadOthersAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lift_takes_nothing_back_that_its_replica_has_not_heard_of()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        var mine = new HealthBook(new Random(1), one.Stores.Health).Cell(Reach.Provider, "p");
        Strike(mine, new Judgement(Verdict.Unreachable, Reach.Provider));
        await one.FlushAsync();
        await one.Stores.Health.Load(Cancel);
        await other.Stores.Health.Load(Cancel);
        var theirs = new HealthBook(new Random(1), other.Stores.Health).Cell(Reach.Provider, "p");
        Strike(theirs, new Judgement(Verdict.QuotaSpent, Reach.Provider, Now.AddHours(2), UntilSource.Header));
        await other.FlushAsync();

        mine.Reset();
        await one.FlushAsync();
        (await one.Stores.Health.ReadOthersAsync(Cancel)).ShouldHaveSingleItem().Cooldown!.Reason.ShouldBe(Verdict.QuotaSpent);

        // Now it knows what it lifts.
        Strike(mine, new Judgement(Verdict.Unreachable, Reach.Provider));
        mine.Reset();
        await one.FlushAsync();
        (await other.Stores.Health.ReadOthersAsync(Cancel)).ShouldHaveSingleItem().Cooldown.ShouldBeNull();
    }

    [Fact]
    public async Task What_lasts_longer_wins_over_what_nobody_here_has_heard_of()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        await WallAsync(one, 2);
        await WallAsync(other, 1);
        (await UntilAsync()).ShouldBe(Now.AddHours(2));
        await WallAsync(other, 3);
        (await UntilAsync()).ShouldBe(Now.AddHours(3));

        // What it knows it may shorten.
        (await one.Stores.Health.ReadOthersAsync(Cancel)).Count.ShouldBe(1);
        await WallAsync(one, 1);
        (await UntilAsync()).ShouldBe(Now.AddHours(1));

        async Task<DateTimeOffset> UntilAsync() => (await one.Database.ReadAsync(
            (connection, stop) => Sql.ReadAsync(
                Sql.Command(connection, "SELECT until FROM gratis.cooldowns"), row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), stop),
            Cancel)).Single();

        static async Task WallAsync(StoreReplica replica, int hours)
        {
            var cell = new HealthBook(new Random(1), replica.Stores.Health).Cell(Reach.Provider, "p");
            Strike(cell, new Judgement(Verdict.QuotaSpent, Reach.Provider, Now.AddHours(hours), UntilSource.Header));
            await replica.FlushAsync();
        }
    }

    [Fact]
    public async Task A_lift_is_remembered_for_an_hour_and_then_removed()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var book = new HealthBook(new Random(1), replica.Stores.Health);
        foreach (var key in (string[])["fresh", "old", "stands"])
            Strike(book.Cell(Reach.Provider, key), new Judgement(Verdict.Unreachable, Reach.Provider));
        book.Cell(Reach.Provider, "fresh").Reset();
        book.Cell(Reach.Provider, "old").Reset();
        await replica.FlushAsync();
        await replica.RunAsync("""
            ALTER TABLE gratis.cooldowns DISABLE TRIGGER stamp;
            UPDATE gratis.cooldowns SET changed_at = changed_at - CASE key WHEN 'fresh' THEN interval '59 minutes' ELSE interval '61 minutes' END;
            ALTER TABLE gratis.cooldowns ENABLE TRIGGER stamp;
            """);

        await replica.Later.TidyAsync(Cancel);

        (await replica.CountAsync("cooldowns")).ShouldBe(2);
        (await replica.CountAsync("cooldowns WHERE key = 'old'")).ShouldBe(0);
    }

    private static string Insert(string key, string reason) =>
        $"INSERT INTO gratis.cooldowns (reach, key, reason, since, until, source, strikes, writer) VALUES ('Provider', '{key}', '{reason}', 0, 0, 'Guess', 1, '{Guid.NewGuid()}')";

    private static void Strike(HealthCell cell, Judgement judgement, string? fingerprint = null) => cell.Strike(judgement, Now, Now, fingerprint).ShouldNotBeNull();

    private static HealthEntry Rounded(HealthEntry entry) => entry with
    {
        Cooldown = entry.Cooldown with
        {
            Until = DateTimeOffset.FromUnixTimeMilliseconds(entry.Cooldown.Until.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds()),
            Detail = entry.Cooldown.Detail is { } detail ? Words.Of(detail) : null,
        },
    };
}
