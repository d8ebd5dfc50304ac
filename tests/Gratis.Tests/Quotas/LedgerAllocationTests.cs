using System.Runtime.CompilerServices;
using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

public sealed class LedgerAllocationTests
{
    private readonly Desk _desk = new(new CrashingStore());

    [Fact]
    public void Booking_a_call_over_four_pools_allocates_nothing()
    {
        var set = Set(1_000_000_000);
        Allocated(() =>
        {
            _desk.Ledger.TryReserve(set, new Demand(100, 50), _desk.Now, out var call, out _);
            _desk.Ledger.Answered(ref call, _desk.Now, _desk.Now);
            _desk.Ledger.Served(call, _desk.Now);
            _desk.Ledger.Settle(ref call, new Spent(true, 100, 40), _desk.Now);
            _desk.Clock.Pass(TimeSpan.FromMilliseconds(20));
        }).ShouldBe(0);
    }

    [Fact]
    public void Being_refused_and_looking_allocate_nothing()
    {
        var (open, closed) = (Set(1_000_000_000), _desk.Ledger.SetFor(Desk.Route("closed", Desk.Requests(0)), Desk.Key()));
        Allocated(() =>
        {
            open.Look(new Demand(100, 50), _desk.Now);
            closed.Look(new Demand(100, 50), _desk.Now);
            open.LeftoverExpires(_desk.Now.UtcTicks);
            _desk.Ledger.TryReserve(closed, new Demand(100, 50), _desk.Now, out _, out _);
        }).ShouldBe(0);
    }

    [Fact]
    public void Learning_what_is_known_allocates_nothing()
    {
        var set = Set(1000);
        var call = _desk.Reserve(set);
        _desk.Ledger.Answered(ref call, _desk.Now, _desk.Now);
        var said = Desk.Reading(1000, 999, PeriodUnit.Day, resets: new DateTimeOffset(_desk.Now.Date.AddDays(1), TimeSpan.Zero));
        Allocated(() => _desk.Ledger.Learn(call, [said], _desk.Now)).ShouldBe(0);
    }

    private QuotaSet Set(long amount) => _desk.Ledger.SetFor(
        Desk.Route("m", Desk.Requests(amount), Desk.Requests(amount, PeriodUnit.Minute), Desk.Limit(QuotaMetric.Tokens, amount, PeriodUnit.Minute, clock: QuotaClock.Refill), Desk.Limit(QuotaMetric.Tokens, amount, PeriodUnit.Day, clock: QuotaClock.FirstUse)),
        Desk.Key());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Allocated(Action action)
    {
        // Long enough for every ring to have grown to its size.
        for (var i = 0; i < 5000; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
