using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

/// <summary>Real threads.</summary>
public sealed class RaceTests
{
    private const int Threads = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Sixty_four_threads_never_get_one_more_than_a_pool_holds(int amount)
    {
        var ledger = new QuotaLedger(TimeProvider.System);

        // Two models share the account's pool; each has one of its own too.
        var shared = Desk.Limit(QuotaMetric.Requests, amount, scope: QuotaScope.Account);
        QuotaSet[] sets = [.. ((string[])["a", "b"]).Select(model => ledger.SetFor(Desk.Route(model, shared, Desk.Limit(QuotaMetric.Requests, amount)), Desk.Key()))];
        var (taken, most, spent) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(seed => Task.Factory.StartNew(() => Work(new Random(seed)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        most.ShouldBeLessThanOrEqualTo(amount);
        var pool = sets[0].Pools[0];
        (pool.Report().Used, pool.Report().Held).ShouldBe((spent, 0));

        // Whatever is left is really left, to the last one.
        while (sets.Any(set => ledger.TryReserve(set, default, TimeProvider.System.GetUtcNow(), out _, out _)))
            spent++;
        spent.ShouldBe(amount);

        void Work(Random random)
        {
            for (var i = 0; i < 300; i++)
            {
                if (!ledger.TryReserve(sets[random.Next(2)], default, TimeProvider.System.GetUtcNow(), out var call, out _))
                    continue;
                var now = Interlocked.Increment(ref taken);
                for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
                    Interlocked.CompareExchange(ref most, now, seen);
                End(random, ref call);
            }
        }

        void End(Random random, ref Reservation call)
        {
            if (random.Next(2) == 0)
                ledger.Answered(ref call, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow());
            if (random.Next(4) == 0)
            {
                Interlocked.Increment(ref spent);
                ledger.Settle(ref call, new Spent(true, 0, 0), TimeProvider.System.GetUtcNow());
            }
            else
            {
                // Off the count before it is off the books: in between nobody can have taken it.
                Interlocked.Decrement(ref taken);
                ledger.Refund(ref call, TimeProvider.System.GetUtcNow());
            }

            ledger.Settle(ref call, new Spent(true, 0, 0), TimeProvider.System.GetUtcNow());
        }
    }

    [Fact]
    public async Task No_more_calls_than_slots_are_ever_under_way()
    {
        const int Slots = 5;
        var ledger = new QuotaLedger(TimeProvider.System);
        var set = ledger.SetFor(Desk.Route("m", Desk.Limit(QuotaMetric.Concurrency, Slots, PeriodUnit.None)), Desk.Key());
        var (inside, over, calls) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        (over, calls > 0).ShouldBe((0, true));
        ledger.Report().ShouldAllBe(static pool => pool.Held == 0);

        void Work()
        {
            for (var i = 0; i < 300; i++)
            {
                // A look that finds room promises nothing; one that finds none may be out of date as well.
                set.Look(default, TimeProvider.System.GetUtcNow());
                if (!ledger.TryReserve(set, default, TimeProvider.System.GetUtcNow(), out var call, out _))
                    continue;
                if (Interlocked.Increment(ref inside) > Slots)
                    Interlocked.Increment(ref over);
                Interlocked.Increment(ref calls);
                Interlocked.Decrement(ref inside);
                ledger.Settle(ref call, new Spent(true, 1, 1), TimeProvider.System.GetUtcNow());
            }
        }
    }
}
