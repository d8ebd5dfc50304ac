using Gratis.Health;
using Gratis.Postgres;
using Gratis.Postgres.Stores;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Gateway.Tests.Cluster.Stores;

/// <summary>What replicas hear of each other's cooldowns, and who wins where they speak of the same thing.</summary>
public sealed class HealthAmongReplicasTests(PostgresServer server)
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    private static void Strike(HealthCell cell, Judgement judgement) => cell.Strike(judgement, Now, Now).ShouldNotBeNull();
}
