using Gratis.Stores;
using Gratis.Tests.Storage.Requests;
using Gratis.Tests.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Requests;

/// <summary>Whatever happens to the server, the log goes on as far as it can and says so once.</summary>
public sealed class PostgresRequestLogTroubleTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_server_is_away_requests_wait_and_then_all_are_written()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(Stories.Served(1));
        await TakeAwayAsync(shared);

        replica.Ended.Add(Stories.Served(2));
        await shared.UntilAsync(() => replica.Log.State.Problem is not null);
        replica.Ended.Add(Stories.Served(3));
        await replica.Log.RunAsync();
        (replica.Ended.Waiting, replica.Ended.Dropped).ShouldBe((2, 0));
        await replica.Log.FlushAsync(Cancel);
        await Should.ThrowAsync<StorageException>(() => replica.ListAsync());

        await BringBackAsync(shared);
        await shared.UntilAsync(() => replica.Ended.Waiting == 0 && replica.Log.State.Problem is null);
        (await replica.IdsAsync()).ShouldBe(["req-0000abcd-3", "req-0000abcd-2", "req-0000abcd-1"]);
        (await replica.TotalAsync()).Requests.ShouldBe(3);
        replica.Told.Lines.Select(line => line.Level).ShouldBe([LogLevel.Error, LogLevel.Information]);
        replica.Told.Lines[0].Failure!.Message.ShouldNotContain("Password");
    }

    [Fact]
    public async Task Connections_that_are_cut_while_requests_are_written_lose_none_and_count_none_twice()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (one, other) = (await shared.OpenAsync(), await shared.OpenAsync());
        using var over = new CancellationTokenSource();
        var cutting = Task.Run(
            async () =>
            {
                while (!over.IsCancellationRequested)
                    await shared.AskAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            },
            Cancel);
        for (var batch = 0; batch < 30; batch++)
        {
            await one.WriteAsync(Enumerable.Range(batch * 50, 50).Select(number => Stories.Served(number)));
            await other.WriteAsync(Enumerable.Range(batch * 50, 50).Select(number => Stories.Served(number) with { Id = $"req-bbbbbbbb-{number:x}" }));
        }

        await over.CancelAsync();
        await cutting;
        await shared.UntilAsync(() => one.Ended.Waiting + other.Ended.Waiting == 0);
        (await one.IdsAsync()).Distinct().Count().ShouldBe(3000);
        (await one.TotalAsync()).Requests.ShouldBe(3000);
        (one.Ended.Dropped, other.Ended.Dropped).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_replica_that_hangs_in_the_middle_of_its_sums_does_not_keep_the_others_for_ever()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await using (var hanging = new NpgsqlConnection(shared.Address + ";Pooling=false"))
        {
            await hanging.OpenAsync(Cancel);
            await using var holds = await hanging.BeginTransactionAsync(Cancel);
            await using var turn = new NpgsqlCommand("LOCK TABLE gratis.usage", hanging);
            await turn.ExecuteNonQueryAsync(Cancel);

            await replica.WriteAsync(Stories.Served(1));
            replica.Log.State.Problem!.ShouldContain("lock timeout");
            replica.Ended.Waiting.ShouldBe(1);
        }

        await shared.UntilAsync(() => replica.Ended.Waiting == 0);
        (await replica.TotalAsync()).Requests.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written_and_an_end_without_a_server_is_no_failure()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (one, other, reader) = (await shared.OpenAsync(), await shared.OpenAsync(), await shared.OpenAsync());
        one.Ended.Add(Enumerable.Range(1, 5000).Select(number => Stories.Served(number, VirtualTime.Start.AddSeconds(number))));
        await one.Log.DisposeAsync();
        (await reader.ListAsync()).Count.ShouldBe(5000);

        await TakeAwayAsync(shared);
        other.Ended.Add(Stories.Served(6000));
        await other.Log.DisposeAsync();
        other.Ended.Waiting.ShouldBe(1);
        await BringBackAsync(shared);
    }

    [Fact]
    public async Task A_backup_that_reads_everything_keeps_neither_writers_nor_a_new_day_waiting()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(Stories.Served(1));
        await using var backup = new NpgsqlConnection(shared.Address + ";Pooling=false");
        await backup.OpenAsync(Cancel);
        await using var reads = await backup.BeginTransactionAsync(Cancel);
        await using (var lockAll = new NpgsqlCommand("LOCK TABLE gratis.requests, gratis.request_plans, gratis.request_bodies, gratis.usage IN ACCESS SHARE MODE", backup))
            await lockAll.ExecuteNonQueryAsync(Cancel);

        shared.Time.Advance(TimeSpan.FromDays(40));
        await replica.WriteAsync(Stories.Served(2, shared.Time.GetUtcNow()));

        // The old day waits for the end of the backup, and nobody needs to know.
        replica.Log.State.Problem.ShouldBeNull();
        replica.Told.Lines.ShouldBeEmpty();
        (await replica.IdsAsync()).ShouldBe(["req-0000abcd-2", "req-0000abcd-1"]);
        await reads.RollbackAsync(Cancel);
        shared.Time.Advance(TimeSpan.FromMinutes(2));
        await replica.WriteAsync();
        (await replica.IdsAsync()).ShouldBe(["req-0000abcd-2"]);
    }

    /// <summary>The database has another name, and nobody is in it any more.</summary>
    private static async Task TakeAwayAsync(SharedLog shared)
    {
        var settings = new NpgsqlConnectionStringBuilder(shared.Address);
        var name = settings.Database!;
        settings.Database = "postgres";
        await shared.AskAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false", settings.ConnectionString);
        await shared.AskAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'", settings.ConnectionString);
    }

    private static async Task BringBackAsync(SharedLog shared)
    {
        var settings = new NpgsqlConnectionStringBuilder(shared.Address);
        var name = settings.Database!;
        settings.Database = "postgres";
        await shared.AskAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true", settings.ConnectionString);
    }
}
