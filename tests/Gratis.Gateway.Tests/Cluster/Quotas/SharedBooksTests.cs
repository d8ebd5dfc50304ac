using Gratis.Catalog.Limits;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Quotas;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Quotas;

public sealed class SharedBooksTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_that_all_call_at_once_send_exactly_what_the_pool_holds()
    {
        var address = await server.CreateDatabaseAsync();
        await using var a = await LedgerReplica.OpenAsync(address);
        await using var b = await LedgerReplica.OpenAsync(address);
        await using var c = await LedgerReplica.OpenAsync(address);
        var sent = 0;

        await Task.WhenAll(new[] { a, b, c }.SelectMany(replica => Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var set = replica.Set(LedgerReplica.Limit(60));
                for (var i = 0; i < 12; i++)
                {
                    if (await replica.CallAsync(set))
                        Interlocked.Increment(ref sent);
                }
            },
            Cancel))));
        sent.ShouldBeInRange(40, 60);

        // What was granted and not spent comes back, and whoever asks gets it.
        await Soon.ShouldBeAsync(async () =>
        {
            if (await c.CallAsync(c.Set(LedgerReplica.Limit(60))))
                sent++;
            return sent == 60 && !await a.CallAsync(a.Set(LedgerReplica.Limit(60)));
        });
        (await b.CallAsync(b.Set(LedgerReplica.Limit(60)))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_one_replica_spends_is_shown_by_the_other_without_its_asking()
    {
        var address = await server.CreateDatabaseAsync();
        await using var a = await LedgerReplica.OpenAsync(address);
        await using var b = await LedgerReplica.OpenAsync(address);
        var (ofA, ofB) = (a.Set(LedgerReplica.Limit(100)), b.Set(LedgerReplica.Limit(100)));

        for (var i = 0; i < 7; i++)
            (await a.CallAsync(ofA)).ShouldBeTrue();

        await Soon.ShouldBeAsync(() => Task.FromResult(b.Report(ofB) is { Used: 7, Held: 0 }));
    }

    [Fact]
    public async Task A_replica_that_was_killed_leaves_its_calls_and_slice_in_the_books_and_its_place_to_the_next()
    {
        var address = await server.CreateDatabaseAsync();
        await using var b = await LedgerReplica.OpenAsync(address);
        var killed = await LedgerReplica.OpenAsync(address);
        for (var i = 0; i < 10; i++)
            (await killed.CallAsync(killed.Set(LedgerReplica.Limit(100)))).ShouldBeTrue();
        await killed.DieAsync();

        // Nobody takes its place while it may be alive.
        await using (var beside = await LedgerReplica.OpenAsync(address))
            beside.Place.Number.ShouldBe(2);
        await b.SilenceAsync(1);
        await using var heir = await LedgerReplica.OpenAsync(address);

        heir.Place.Number.ShouldBe(1);
        var set = heir.Set(LedgerReplica.Limit(100));
        heir.Report(set).Used.ShouldBeInRange(10, 12);
        var left = 0;
        while (await heir.CallAsync(set))
            left++;
        left.ShouldBeInRange(88, 90);
        (await b.CallAsync(b.Set(LedgerReplica.Limit(100)))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_clean_end_leaves_exact_books()
    {
        var address = await server.CreateDatabaseAsync();
        await using (var first = await LedgerReplica.OpenAsync(address))
        {
            for (var i = 0; i < 10; i++)
                (await first.CallAsync(first.Set(LedgerReplica.Limit(100)))).ShouldBeTrue();
        }

        await using var next = await LedgerReplica.OpenAsync(address);

        next.Place.Number.ShouldBe(0);
        next.Report(next.Set(LedgerReplica.Limit(100))).Used.ShouldBe(10);
    }

    [Fact]
    public async Task Who_was_taken_for_dead_moves_on_and_nothing_is_sent_twice()
    {
        var address = await server.CreateDatabaseAsync();
        await using var paused = await LedgerReplica.OpenAsync(address);
        var set = paused.Set(LedgerReplica.Limit(50));
        for (var i = 0; i < 10; i++)
            (await paused.CallAsync(set)).ShouldBeTrue();
        LedgerReplica? heir = null;
        await Soon.ShouldBeAsync(async () =>
        {
            // It says between the two that it lives, or its place is free.
            await paused.SilenceAsync(0);
            heir = await LedgerReplica.OpenAsync(address);
            if (heir.Place.Number == 0)
                return true;
            await heir.DisposeAsync();
            return false;
        });

        await Soon.ShouldBeAsync(() => Task.FromResult(paused.Place.Number > 0));
        var sent = 10;
        var ofHeir = heir!.Set(LedgerReplica.Limit(50));
        for (var i = 0; i < 60; i++)
            sent += await (i % 2 == 0 ? paused.CallAsync(set) : heir.CallAsync(ofHeir)) ? 1 : 0;

        sent.ShouldBeInRange(40, 50);
        await heir.DisposeAsync();
    }

    [Fact]
    public async Task What_is_held_at_the_same_time_is_shared()
    {
        var address = await server.CreateDatabaseAsync();
        await using var a = await LedgerReplica.OpenAsync(address);
        await using var b = await LedgerReplica.OpenAsync(address);
        var limit = LedgerReplica.Limit(1, PeriodUnit.None, QuotaMetric.Concurrency);
        var (ofA, ofB) = (a.Set(limit), b.Set(limit));

        var call = (await a.HoldAsync(ofA)).ShouldNotBeNull();
        (await b.HoldAsync(ofB)).ShouldBeNull();
        a.End(call);

        await Soon.ShouldBeAsync(async () => await b.HoldAsync(ofB) is not null);
        (await a.HoldAsync(ofA)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_the_server_a_known_quota_is_not_touched_and_with_it_all_goes_on()
    {
        var address = await server.CreateDatabaseAsync();
        await using var a = await LedgerReplica.OpenAsync(address);
        var set = a.Set(LedgerReplica.Limit(1000));
        (await a.CallAsync(set)).ShouldBeTrue();

        await using var others = await BlockAsync(address);
        await Soon.ShouldBeAsync(() => Task.FromResult(a.IsFailing));
        await Soon.ShouldBeAsync(async () => !await a.CallAsync(set));

        await UnblockAsync(address, others);
        await Soon.ShouldBeAsync(async () => await a.CallAsync(set));
        a.IsFailing.ShouldBeFalse();
    }

    /// <summary>Nobody gets in any more, and who is in is thrown out.</summary>
    private static async Task<NpgsqlConnection> BlockAsync(string address)
    {
        var name = new NpgsqlConnectionStringBuilder(address).Database!;
        var door = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Database = "postgres" }.ConnectionString);
        await door.OpenAsync(Cancel);
        await RunAsync(door, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await RunAsync(door, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return door;
    }

    private static Task UnblockAsync(string address, NpgsqlConnection door) =>
        RunAsync(door, $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(address).Database} ALLOW_CONNECTIONS true");

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // A name made by these tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
