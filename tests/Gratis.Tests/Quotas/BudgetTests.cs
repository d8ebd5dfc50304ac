using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

/// <summary>Money in the books.</summary>
public sealed class BudgetTests
{
    private const int Threads = 64;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_call_and_its_money_are_booked_together_or_not_at_all(int requests, int usd)
    {
        var desk = new Desk();
        var calls = desk.Ledger.SetForClient("calls", [Desk.Limit(QuotaMetric.Requests, requests, PeriodUnit.Day)]);
        var budget = desk.Ledger.SetForBudget(new BudgetTerms(PerMonth: usd));

        desk.Ledger.TryReserveBoth(calls, budget, Dollar, desk.Now, out var call, out var money).ShouldBeFalse();

        (call.IsOpen, money.IsOpen).ShouldBe((false, false));
        desk.Ledger.Report().ShouldAllBe(pool => pool.Held == 0 && pool.Used == 0);
    }

    [Fact]
    public void The_rest_of_what_was_set_aside_comes_back()
    {
        var desk = new Desk();
        var budget = desk.Ledger.SetForBudget(new BudgetTerms(PerDay: 1, PerMonth: 3));
        var money = desk.Reserve(budget, Dollar);
        desk.Refuse(budget, Dollar).Kind.ShouldBe(OpeningKind.Busy);
        desk.Ledger.Settle(ref money, new Spent(true, 0, 0) { Usd = 250_000_000 }, desk.Now);

        (desk.Pool("budget:usdpd").Used, desk.Pool("budget:usdpmo").Remaining).ShouldBe((250_000_000, 2_750_000_000));
        desk.Reserve(budget, Dollar with { Usd = 750_000_000 });
    }

    [Fact]
    public void A_budget_survives_its_process()
    {
        var store = new CrashingStore();
        var before = new Desk(store);
        var budget = before.Ledger.SetForBudget(new BudgetTerms(PerMonth: 10));
        var money = before.Reserve(budget, Dollar with { Usd = 6_000_000_000 });
        store.WriteAll();
        before.Ledger.Settle(ref money, new Spent(true, 0, 0) { Usd = 5_000_000_000 }, before.Now);
        store.WriteAll();

        // As after kill -9: what was drawn ahead counts, a fiftieth of the pool.
        var after = new Desk(store);
        after.Ledger.Restore([.. store.Written.Values]);
        after.Ledger.SetForBudget(new BudgetTerms(PerMonth: 10));
        after.Pool("budget:usdpmo").Used.ShouldBeInRange(5_000_000_000, 5_200_000_000);
    }

    [Fact]
    public void A_budget_that_is_set_later_knows_what_was_spent_before()
    {
        var desk = new Desk();
        var money = desk.Reserve(desk.Ledger.SetForBudget(BudgetTerms.None), Dollar);
        desk.Ledger.Settle(ref money, new Spent(true, 0, 0) { Usd = Dollar.Usd }, desk.Now);

        desk.Refuse(desk.Ledger.SetForBudget(new BudgetTerms(PerDay: 1)), Dollar).Kind.ShouldBe(OpeningKind.Closed);
        desk.Reserve(desk.Ledger.SetForBudget(new BudgetTerms(PerDay: 2)), Dollar);
    }

    [Fact]
    public void Another_zone_keeps_what_was_spent()
    {
        var desk = new Desk();
        var money = desk.Reserve(desk.Ledger.SetForBudget(new BudgetTerms(PerDay: 1)), Dollar);
        desk.Ledger.Settle(ref money, new Spent(true, 0, 0) { Usd = Dollar.Usd }, desk.Now);

        var shanghai = desk.Ledger.SetForBudget(new BudgetTerms(PerDay: 1, Zone: "Asia/Shanghai"));
        desk.Refuse(shanghai, Dollar).Until.ShouldBe(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Sixty_four_threads_never_set_more_aside_than_there_is()
    {
        const long Budget = 1_000_000_000;
        var ledger = new QuotaLedger(TimeProvider.System);
        var calls = ledger.SetForClient("calls", [Desk.Limit(QuotaMetric.Concurrency, 40, PeriodUnit.None)]);
        var budget = ledger.SetForBudget(new BudgetTerms(PerMonth: 1));
        long held = 0, spent = 0, over = 0, made = 0;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(seed => Task.Factory.StartNew(() => Work(new Random(seed)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        (over, made > 0, spent <= Budget).ShouldBe((0, true, true));
        var report = ledger.Report().Single(pool => pool.Name.Id == "budget:usdpmo");
        (report.Used, report.Held).ShouldBe((spent, 0));

        void Work(Random random)
        {
            for (var i = 0; i < 200; i++)
            {
                var most = random.NextInt64(1, 30_000_000);
                if (!ledger.TryReserveBoth(calls, budget, new Demand(0, 0) { Usd = most }, TimeProvider.System.GetUtcNow(), out var call, out var money))
                    continue;
                Interlocked.Increment(ref made);
                if (Interlocked.Add(ref held, most) > Budget)
                    Interlocked.Increment(ref over);
                var cost = random.NextInt64(0, most / 20);

                // Off the count before it is off the books: in between nobody can have taken it.
                Interlocked.Add(ref spent, cost);
                Interlocked.Add(ref held, cost - most);
                ledger.Settle(ref money, new Spent(true, 0, 0) { Usd = cost }, TimeProvider.System.GetUtcNow());
                ledger.Settle(ref call, new Spent(true, 0, 0), TimeProvider.System.GetUtcNow());
            }
        }
    }

    private static Demand Dollar => new(0, 0) { Usd = 1_000_000_000 };
}
