using Gratis.Health;
using Gratis.Postgres;
using Gratis.Postgres.Stores;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Stores;

public sealed class PostgresLaterTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_comes_within_the_gathering_time_is_one_transaction()
    {
        await using var replica = await StartAsync();
        var written = new TaskCompletionSource();
        var source = new PendingPostgresWrites { OnWritten = () => written.TrySetResult() };
        replica.Later.Add(source);

        for (var i = 0; i < 1000; i++)
            replica.Later.Wake();
        await replica.Time.SomebodyWaits().WaitAsync(Cancel);
        replica.Time.Advance(WriteBehind.Gathering - TimeSpan.FromTicks(1));
        source.Writes.ShouldBe(0);
        replica.Time.Advance(TimeSpan.FromTicks(1));
        await written.Task.WaitAsync(Cancel);
        source.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_waits_for_is_written_without_any_time_passing()
    {
        await using var replica = await StartAsync();
        var written = new TaskCompletionSource();
        var source = new PendingPostgresWrites { OnWritten = () => written.TrySetResult() };
        replica.Later.Add(source);
        replica.Later.Wake();
        await replica.Time.SomebodyWaits().WaitAsync(Cancel);
        source.Writes.ShouldBe(0);
        replica.Later.Wake(urgent: true);
        await written.Task.WaitAsync(Cancel);
        replica.Time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_becomes_urgent_while_a_transaction_is_written_shares_the_next_one()
    {
        var replica = await StartAsync();
        using var begun = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        var second = new TaskCompletionSource();
        var written = 0;
        var source = new PendingPostgresWrites
        {
            OnWrite = async () =>
            {
                begun.Release();
                await mayGoOn.WaitAsync(Cancel);
            },
            OnWritten = () =>
            {
                if (++written == 2)
                    second.TrySetResult();
            },
        };
        replica.Later.Add(source);
        replica.Later.Wake(urgent: true);
        await begun.WaitAsync(Cancel);
        for (var i = 0; i < 100; i++)
            replica.Later.Wake(urgent: true);
        mayGoOn.Release(10);
        await second.Task.WaitAsync(Cancel);
        await replica.DisposeAsync();
        source.Writes.ShouldBe(3, "the first, one for all hundred, and the last flush");
    }

    [Fact]
    public async Task Closing_is_said_once_before_the_last_write()
    {
        var replica = await StartAsync();
        var source = new PendingPostgresWrites();
        replica.Later.Add(source);
        replica.Later.Wake();
        await replica.Later.DisposeAsync();
        await replica.DisposeAsync();
        source.WritesBeforeClosing.ShouldBe([0]);
        source.Writes.ShouldBe(1);
        replica.Log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_write_under_way_is_cut_short_by_the_closing_and_made_good_without_a_word()
    {
        var replica = await StartAsync();
        var begun = new TaskCompletionSource();
        var source = new PendingPostgresWrites();
        replica.Later.Add(new Stalling(begun));
        replica.Later.Add(source);
        replica.Later.Wake(urgent: true);
        await begun.Task.WaitAsync(Cancel);
        source.Writes.ShouldBe(0);
        await replica.DisposeAsync();
        source.Writes.ShouldBe(1);
        replica.Log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_once_and_tried_until_it_works()
    {
        // Outlives the replica, whose closing may cut a write short.
        using var refused = new SemaphoreSlim(0);
        await using var replica = await StartAsync();
        var written = new TaskCompletionSource();
        var source = new PendingPostgresWrites { Refuses = 3, OnNotWritten = () => refused.Release(), OnWritten = () => written.TrySetResult() };
        replica.Later.Add(source);
        replica.Later.Wake(urgent: true);
        for (var i = 1; i <= 3; i++)
        {
            await refused.WaitAsync(Cancel);
            await replica.Time.SomebodyWaits().WaitAsync(Cancel);
            replica.Later.IsFailing.ShouldBeTrue();

            // Urgency does not hurry a server that refuses.
            replica.Later.Wake(urgent: true);
            replica.Time.Advance(WriteBehind.RetryAfter - TimeSpan.FromTicks(1));
            source.Writes.ShouldBe(i);
            replica.Time.Advance(TimeSpan.FromTicks(1));
        }

        await written.Task.WaitAsync(Cancel);
        (await replica.Later.FlushAsync()).ShouldBeTrue();
        replica.Later.IsFailing.ShouldBeFalse();
        replica.Log.Lines.Select(line => line.Level).ShouldBe([LogLevel.Error, LogLevel.Information]);
    }

    [Fact]
    public async Task What_is_learned_while_the_database_lets_nobody_in_is_saved_when_it_does()
    {
        var address = await server.CreateDatabaseAsync();
        await using var replica = await StoreReplica.OpenAsync(address);
        var cell = new HealthBook(new Random(1), replica.Stores.Health).Cell(Reach.Provider, "p");
        await SetOpenAsync(address, false);
        cell.Strike(new Judgement(Verdict.Unreachable, Reach.Provider), VirtualTime.Start, VirtualTime.Start);
        (await replica.Later.FlushAsync()).ShouldBeFalse();
        (await replica.Later.FlushAsync()).ShouldBeFalse();

        await SetOpenAsync(address, true);

        // Connections that lie idle may each have to find out that they are gone.
        while (!await replica.Later.FlushAsync())
            Cancel.ThrowIfCancellationRequested();
        (await replica.Stores.Health.Load(Cancel)).ShouldHaveSingleItem().Key.ShouldBe("p");
        replica.Log.Lines.Select(line => line.Level).ShouldBe([LogLevel.Error, LogLevel.Information]);
        replica.Log.Lines[0].Failure.ShouldBeOfType<StorageException>();
    }

    private static async Task SetOpenAsync(string address, bool isOpen)
    {
        var name = new NpgsqlConnectionStringBuilder(address).Database!;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await Sql.RunAsync(connection, $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {isOpen}", [], Cancel);
        await Sql.RunAsync(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name], Cancel);
    }

    private async Task<StoreReplica> StartAsync()
    {
        var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        replica.Later.Start();
        return replica;
    }

    /// <summary>Stands for a server that does not answer, once.</summary>
    private sealed class Stalling(TaskCompletionSource begun) : IPostgresWrites
    {
        public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
        {
            if (begun.TrySetResult())
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }

        public void Written()
        {
        }

        public void NotWritten()
        {
        }
    }
}
