using Gratis.Health;
using Gratis.Postgres;
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
