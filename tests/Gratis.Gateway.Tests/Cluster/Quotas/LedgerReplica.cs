using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Postgres;
using Gratis.Postgres.Quotas;
using Gratis.Postgres.Replicas;
using Gratis.Quotas;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Quotas;

/// <summary>The ledger of one replica over a shared database.</summary>
internal sealed class LedgerReplica : IAsyncDisposable
{
    private readonly PostgresQuotaStore _store;

    private LedgerReplica(PostgresDatabase database, ReplicaPlace place, PostgresQuotaStore store) =>
        (Database, Place, _store, Ledger) = (database, place, store, new QuotaLedger(TimeProvider.System, store));

    public PostgresDatabase Database { get; }

    public ReplicaPlace Place { get; }

    public QuotaLedger Ledger { get; }

    public bool IsFailing => _store.IsFailing;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LedgerReplica> OpenAsync(string address)
    {
        var database = await PostgresDatabase.OpenAsync(address, TimeProvider.System, Cancel);
        var place = new ReplicaPlace("test");
        await database.WriteAsync(place.TakeAsync, Cancel);
        var store = new PostgresQuotaStore(database, place, new PostgresQuotaHistory(database), NullLogger<PostgresQuotaStore>.Instance);
        var replica = new LedgerReplica(database, place, store);
        replica.Ledger.Restore(await store.Load(Cancel));
        return replica;
    }

    public static QuotaLimit Limit(long amount, PeriodUnit unit = PeriodUnit.Day, QuotaMetric metric = QuotaMetric.Requests) => new()
    {
        Scope = QuotaScope.AccountModel,
        Metric = metric,
        Amount = amount,
        Period = new QuotaPeriod(unit),
        Clock = unit == PeriodUnit.Day ? QuotaClock.Utc : QuotaClock.Rolling,
        Evidence = new LimitEvidence(LimitSource.Facts, null, 1),
    };

    public QuotaSet Set(params QuotaLimit[] limits)
    {
        var provider = new Provider { Id = "p", BaseUrl = new Uri("http://p.test/v1"), ChatUrl = new Uri("http://p.test/v1/chat/completions"), Accounts = [], Limits = limits };
        return Ledger.SetFor(new Route(provider, "m"), new Account("p#1", "key"));
    }

    /// <summary>One call; false where there was no room, here or with the others.</summary>
    public async Task<bool> CallAsync(QuotaSet set)
    {
        if (await HoldAsync(set) is not { } call)
            return false;
        End(call);
        return true;
    }

    public async Task<Reservation?> HoldAsync(QuotaSet set)
    {
        if (!Ledger.TryReserve(set, default, Now, out var call, out _))
            return null;
        if (await Ledger.KeepAsync(call, Cancel))
            return call;
        Ledger.Refund(ref call, Now);
        return null;
    }

    public void End(Reservation call)
    {
        Ledger.Answered(ref call, Now, Now);
        Ledger.Settle(ref call, new Spent(true, 0, 0), Now);
    }

    public PoolReport Report(QuotaSet set) => Ledger.Report().Single(report => report.Name.Key == set.Pools[0].Key);

    /// <summary>It is cut off without a word, as a process that is killed: nothing is written any more, its place is not left.</summary>
    public async Task DieAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Database.DisposeAsync();
        await _store.DisposeAsync();
    }

    /// <summary>Somebody who says nothing for so long that his place is free.</summary>
    public Task SilenceAsync(int place) => Database.WriteAsync(
        async (connection, stop) =>
        {
            await using var back = new NpgsqlCommand("UPDATE gratis.replicas SET seen_at = seen_at - interval '1 hour' WHERE place = $1", connection) { Parameters = { new() { Value = place } } };
            await back.ExecuteNonQueryAsync(stop);
        },
        Cancel);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await Database.DisposeAsync();
    }
}
