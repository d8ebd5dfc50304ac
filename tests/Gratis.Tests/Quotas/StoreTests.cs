using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Tests.Time;

namespace Gratis.Tests.Quotas;

public sealed class StoreTests
{
    private readonly VirtualTime _time = new();
    private readonly CrashingStore _store = new();

    [Fact]
    public void A_store_that_hangs_is_waited_for_two_seconds()
    {
        var (ledger, reservation) = Reserved(Desk.Requests(50));
        _time.Run(async () => await ledger.KeepAsync(reservation, CancellationToken.None)).ShouldBeFalse();
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(2));
        _time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void A_store_that_fails_is_not_waited_for()
    {
        _store.IsFailing = true;
        var (ledger, reservation) = Reserved(Desk.Requests(50));
        _time.Run(async () => await ledger.KeepAsync(reservation, CancellationToken.None)).ShouldBeFalse();
        _time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_store_that_writes_in_time_lets_the_call_go_at_once()
    {
        var (ledger, reservation) = Reserved(Desk.Requests(50));
        using var disk = _time.CreateTimer(_ => _store.WriteAll(), null, TimeSpan.FromMilliseconds(40), Timeout.InfiniteTimeSpan);
        _time.Run(async () => await ledger.KeepAsync(reservation, CancellationToken.None)).ShouldBeTrue();
        _time.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void A_client_that_leaves_waits_for_no_store()
    {
        var (ledger, reservation) = Reserved(Desk.Requests(50));
        _time.Run(async () =>
        {
            using var gone = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);
            await Should.ThrowAsync<OperationCanceledException>(async () => await ledger.KeepAsync(reservation, gone.Token));
        });
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Pools_without_amounts_go_on_without_a_store()
    {
        _store.IsFailing = true;
        var (ledger, reservation) = Reserved();
        Desk.IsKept(ledger, reservation).ShouldBeTrue();

        // Nor does a guess need one: after a crash it is made again.
        ledger.TryReserve(reservation.Set!, default, _time.GetUtcNow(), out var other, out _);
        ledger.Refused(other, [], null, _time.GetUtcNow());
        ledger.Settle(ref reservation, Spent.Nothing, _time.GetUtcNow());
        ledger.Settle(ref other, Spent.Nothing, _time.GetUtcNow());
        ledger.TryReserve(reservation.Set!, default, _time.GetUtcNow(), out reservation, out _).ShouldBeTrue();
        Desk.IsKept(ledger, reservation).ShouldBeTrue();
    }

    [Fact]
    public void Within_a_slice_nobody_waits_and_the_store_is_urged_before_it_ends()
    {
        var (ledger, first) = Reserved(Desk.Requests(1000));
        _store.WriteAll();
        for (var i = 0; i < 19; i++)
        {
            ledger.TryReserve(first.Set!, default, _time.GetUtcNow(), out var call, out _).ShouldBeTrue();
            Desk.IsKept(ledger, call).ShouldBeTrue();
        }

        _store.Urged.ShouldBe(2);
    }

    [Fact]
    public void A_store_that_was_told_at_leisure_is_urged_when_somebody_waits()
    {
        var (ledger, call) = Reserved(Desk.Requests(50));
        _store.WriteAll();
        ledger.Learn(call, [Desk.Reading(60, 40)], _time.GetUtcNow());
        var before = _store.Urged;
        ledger.TryReserve(call.Set!, default, _time.GetUtcNow(), out _, out _);
        _store.Urged.ShouldBe(before + 1);
    }

    [Fact]
    public void A_pool_that_learns_its_amount_is_drawn_ahead_from_then_on()
    {
        var (ledger, call) = Reserved();
        ledger.Learn(call, [Desk.Reading(60, 40, scope: QuotaScope.Account), Desk.Reading(10, 9, PeriodUnit.Minute)], _time.GetUtcNow());
        Desk.IsKept(ledger, call).ShouldBeTrue();
        ledger.TryReserve(call.Set!, default, _time.GetUtcNow(), out var next, out _);
        Desk.IsKept(ledger, next).ShouldBeFalse();
        _store.WriteAll();
        Desk.IsKept(ledger, next).ShouldBeTrue();
        _store.Written.Keys.Count(static key => key.Contains("Requests", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_minute_that_the_owner_limits_later_is_stored_from_then_on()
    {
        var ledger = new QuotaLedger(_time, _store);
        ledger.SetFor(Desk.Route("m"), Desk.Key());
        var set = ledger.SetFor(Desk.Route("m", Desk.Requests(20, PeriodUnit.Minute, source: LimitSource.Owner)), Desk.Key());
        ledger.TryReserve(set, default, _time.GetUtcNow(), out var call, out _);
        Desk.IsKept(ledger, call).ShouldBeFalse();
        _store.WriteAll();
        Desk.IsKept(ledger, call).ShouldBeTrue();
    }

    [Fact]
    public void What_a_call_took_beyond_its_reservation_is_drawn_too()
    {
        var (ledger, call) = Reserved(new Demand(10, 10), Desk.Limit(QuotaMetric.Tokens, 1000, PeriodUnit.Week));
        _store.WriteAll();
        ledger.Settle(ref call, new Spent(true, 10, 500), _time.GetUtcNow());
        ledger.TryReserve(call.Set!, new Demand(1, 0), _time.GetUtcNow(), out var next, out _);
        Desk.IsKept(ledger, next).ShouldBeFalse();
    }

    [Fact]
    public void What_was_held_yesterday_does_not_burden_today_and_what_was_drawn_ahead_does()
    {
        var (_, _) = Reserved(Desk.Requests(1000));
        _store.WriteAll();
        _time.Advance(TimeSpan.FromHours(20));
        var ledger = new QuotaLedger(_time);
        ledger.Restore([.. _store.Written.Values]);
        ledger.SetFor(Desk.Route("m", Desk.Requests(1000)), Desk.Key()).Pools[0].Report().Used.ShouldBe(20);
    }

    private (QuotaLedger Ledger, Reservation Reservation) Reserved(params QuotaLimit[] limits) => Reserved(default, limits);

    private (QuotaLedger Ledger, Reservation Reservation) Reserved(Demand demand, params QuotaLimit[] limits)
    {
        var ledger = new QuotaLedger(_time, _store);
        var set = ledger.SetFor(Desk.Route("m", limits), Desk.Key());
        ledger.TryReserve(set, demand, _time.GetUtcNow(), out var reservation, out _).ShouldBeTrue();
        return (ledger, reservation);
    }
}
