using Gratis.Quotas;
using Gratis.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Tests.Storage;

/// <summary>The files are looked at as a process that is killed leaves them, at any instant, also in the midst of a transaction or checkpoint.</summary>
public sealed class QuotaCrashTests : IDisposable
{
    private const int Instants = 250;
    private const int Slice = 7;

    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Books_never_admit_to_less_than_was_sent_at_whatever_instant_the_process_is_killed()
    {
        SpendingBooks[] pools = [.. Enumerable.Range(0, 24).Select(i => new SpendingBooks($"pool {i:00}", Slice))];
        SqliteDatabase database = _temporary.Open();
        SqliteQuotaStore store = Store(database);
        database.Write(Durability.Process, static c => TemporaryDatabase.Run(c, "PRAGMA wal_autocheckpoint = 40"));

        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] traffic = [.. Enumerable.Range(1, 2).Select(seed => Task.Run(() => Spend(pools, store, new Random(seed), end.Token), Cancellation))];
        var chance = new Random(11);
        var killed = new List<Kill>();
        try
        {
            for (int i = 0; i < Instants; i++)
            {
                await ProgressOf(chance.Next(1, 60), pools);
                long[] sent = [.. pools.Select(pool => pool.Received)];
                string copy = SnapshotAsKilled(i);
                killed.Add(new Kill(copy, sent, [.. pools.Select(pool => pool.Received)]));
            }
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(traffic);
        }

        foreach (Kill kill in killed) await Check(kill, pools);
        killed.Count(kill => !kill.Sent.AsSpan().SequenceEqual(kill.Later)).ShouldBeGreaterThan(Instants / 10, "the instants must fall into traffic");
        long[] total = [.. pools.Select(pool => pool.Received)];
        await database.DisposeAsync();
        await using SqliteDatabase reopened = _temporary.Open();
        (await Store(reopened).Load(Cancellation)).Select(SpendingBooks.Covers).ShouldBe(total, "a clean end leaves them exact");
    }

    private static void Spend(SpendingBooks[] pools, SqliteQuotaStore store, Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            SpendingBooks pool = pools[random.Next(pools.Length)];
            if (!pool.TrySend())
            {
                store.Changed(pool, urgent: true);
                Thread.Yield();
            }
            else if (random.Next(3) == 0)
            {
                pool.Settle();
                store.Changed(pool, urgent: false);
            }
        }
    }

    private static async Task ProgressOf(int calls, SpendingBooks[] pools)
    {
        long goal = pools.Sum(pool => pool.Received) + calls;
        while (pools.Sum(pool => pool.Received) < goal)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task Check(Kill kill, SpendingBooks[] pools)
    {
        await using SqliteDatabase survived = _temporary.Open(kill.Copy);
        Dictionary<string, PoolRecord> records = (await Store(survived).Load(Cancellation)).ToDictionary(record => record.Key);
        for (int i = 0; i < pools.Length; i++)
        {
            long covers = records.TryGetValue(pools[i].Key, out PoolRecord? record) ? SpendingBooks.Covers(record) : 0;
            covers.ShouldBeInRange(kill.Sent[i], kill.Later[i] + Slice, pools[i].Key);
        }
    }

    /// <summary>
    /// A kill leaves both files as of one instant; two copies do not. The log only grows between two checkpoints, and those
    /// change the database: if that reads the same before and after, the log between belongs to it.
    /// </summary>
    private string SnapshotAsKilled(int number)
    {
        string copy = Directory.CreateDirectory(Path.Combine(_temporary.Folder, $"killed-{number}")).FullName;
        byte[] before, log, after = Content("gratis.db");
        do
        {
            before = after;
            log = Content("gratis.db-wal");
            after = Content("gratis.db");
        }
        while (!before.AsSpan().SequenceEqual(after));

        File.WriteAllBytes(Path.Combine(copy, "gratis.db"), before);
        File.WriteAllBytes(Path.Combine(copy, "gratis.db-wal"), log);
        return copy;
    }

    private byte[] Content(string name)
    {
        using var file = new FileStream(Path.Combine(_temporary.Folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static SqliteQuotaStore Store(SqliteDatabase database) => new(database, NullLogger<SqliteQuotaStore>.Instance);

    /// <summary>The files as of an instant, what had been sent just before it, and just after.</summary>
    private sealed record Kill(string Copy, long[] Sent, long[] Later);
}
