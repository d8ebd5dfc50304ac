using Gratis.Health;
using Gratis.Postgres;
using Gratis.Postgres.Stores;
using Gratis.Storage;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Cluster.Stores;

/// <summary>Each change of another replica is heard once, in whatever order their transactions end.</summary>
public sealed class SharedTableTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_that_was_numbered_earlier_and_committed_later_is_heard_once()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await replica.Stores.Health.Load(Cancel);
        await using var slow = await replica.Database.ConnectAsync(Cancel);
        await using var transaction = await slow.BeginTransactionAsync(Cancel);
        await Sql.RunAsync(slow, Insert("slow"), [], Cancel);

        await replica.RunAsync(Insert("fast"));
        (await HeardAsync(replica)).ShouldBe(["fast"]);
        (await HeardAsync(replica)).ShouldBeEmpty();
        await replica.RunAsync(Insert("later"));
        (await HeardAsync(replica)).ShouldBe(["later"]);

        await transaction.CommitAsync(Cancel);
        (await HeardAsync(replica)).ShouldBe(["slow"]);
        (await HeardAsync(replica)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_under_way_at_the_load_is_heard_afterwards()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await using var slow = await replica.Database.ConnectAsync(Cancel);
        await using var transaction = await slow.BeginTransactionAsync(Cancel);
        await Sql.RunAsync(slow, Insert("slow"), [], Cancel);
        await replica.RunAsync(Insert("fast"));

        (await replica.Stores.Health.Load(Cancel)).ShouldHaveSingleItem().Key.ShouldBe("fast");
        await transaction.CommitAsync(Cancel);

        (await HeardAsync(replica)).ShouldBe(["slow"]);
    }

    [Fact]
    public async Task A_server_that_counts_its_transactions_anew_is_asked_for_everything()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await replica.RunAsync(Insert("before") + ";" + Insert("after"));

        // What a standby that took over looks like from here: transactions were seen that it never had.
        var table = new SharedTable(replica.Database, Guid.NewGuid(), NullLogger.Instance, "cooldowns", HealthRow.Columns, new SharedTable.Look(1_000_000_000, []));

        (await table.ReadOthersAsync(static (row, _) => row.GetString(1), Cancel)).ShouldBe(["before", "after"]);
        (await table.ReadOthersAsync(static (row, _) => row.GetString(1), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_changes_by_many_writers_none_is_missed_and_none_is_heard_twice()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await replica.Stores.Health.Load(Cancel);
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            var dice = new Random(writer);
            for (var i = 0; i < 40; i++)
            {
                var name = $"{writer}/{i}";
                await replica.Database.WriteAsync(
                    async (connection, stop) =>
                    {
                        await Sql.RunAsync(connection, Insert(name), [], stop);
                        await Sql.RunAsync(connection, "SELECT pg_sleep($1)", [dice.NextDouble() / 100], stop);
                    },
                    Cancel);
            }
        }));

        List<string> heard = [];
        for (var isOver = false; !isOver;)
        {
            isOver = writing.IsCompleted;
            heard.AddRange(await HeardAsync(replica));
        }

        await writing;
        heard.Count.ShouldBe(160);
        heard.Distinct().Count().ShouldBe(160);
    }

    [Fact]
    public async Task Replicas_that_change_the_same_things_never_wait_for_each_other_for_good()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        await Task.WhenAll(new[] { one, other }.Select((replica, seed) => Task.Run(
            async () =>
            {
                var (dice, book) = (new Random(seed), new HealthBook(new Random(seed), replica.Stores.Health));
                for (var round = 0; round < 30; round++)
                {
                    for (var i = 0; i < 100; i++)
                    {
                        var cell = book.Cell(Reach.Route, $"p/{dice.Next(150)}");
                        cell.Reset();
                        if (dice.Next(3) > 0)
                            cell.Strike(new Judgement(Verdict.ModelGone, Reach.Route), VirtualTime.Start, VirtualTime.Start);
                    }

                    await replica.FlushAsync();
                    await replica.Later.TidyAsync(Cancel);
                }
            },
            Cancel)));

        one.Log.Lines.Concat(other.Log.Lines).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> HeardAsync(StoreReplica replica) => [.. (await replica.Stores.Health.ReadOthersAsync(Cancel)).Select(news => news.Key)];

    private static string Insert(string key) =>
        $"INSERT INTO gratis.cooldowns (reach, key, reason, since, until, source, strikes, writer) VALUES ('Provider', '{key}', 'Timeout', 0, 0, 'Guess', 1, '{Guid.NewGuid()}')";
}
