using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Quotas.Windows;

namespace Gratis.Tests.Quotas;

public sealed class PacingTests
{
    private static readonly Pacing Even = new(PacingKind.Even);

    private readonly Desk _desk = new();

    [Fact]
    public void An_even_day_may_catch_up_and_then_keeps_its_pace()
    {
        // Noon: half of the day's requests are due.
        var set = Paced(24, PeriodUnit.Day, QuotaClock.Utc);
        _desk.Calls(set, 13);
        _desk.Refuse(set).Until.ShouldBe(_desk.Now.AddHours(1));
        set.Look(default, _desk.Now).Until.ShouldBe(_desk.Now.AddHours(1));
        _desk.Clock.Pass(TimeSpan.FromHours(11.99));
        _desk.Calls(set, 11);
        _desk.Pool(set, "rpd").Remaining.ShouldBe(0);
    }

    [Fact]
    public void An_even_minute_is_spread_over_the_minute()
    {
        var set = Paced(6, PeriodUnit.Minute, QuotaClock.Rolling);
        for (var i = 0; i < 12; i++)
        {
            _desk.Call(set);
            _desk.Refuse(set).Until.ShouldBe(_desk.Now.AddSeconds(10));
            _desk.Clock.Pass(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void A_fiftieth_may_go_at_once()
    {
        var set = Paced(600, PeriodUnit.Minute, QuotaClock.Rolling);
        _desk.Calls(set, 12);
        _desk.Refuse(set).Until.ShouldBe(_desk.Now.AddSeconds(0.1));
    }

    [Fact]
    public void What_was_refunded_or_took_less_gives_the_pace_back()
    {
        var set = Paced(6, PeriodUnit.Minute, QuotaClock.Rolling);
        _desk.Call(set);
        _desk.Clock.Pass(TimeSpan.FromSeconds(10));
        var call = _desk.Reserve(set);
        _desk.Ledger.Refund(ref call, _desk.Now);
        _desk.Call(set);

        var tokens = _desk.Ledger.SetFor(Desk.Route("t", Desk.Limit(QuotaMetric.Tokens, 6000, PeriodUnit.Minute, pacing: Even)), Desk.Key());
        call = _desk.Reserve(tokens, new Demand(3000, 0));
        _desk.Ledger.Settle(ref call, new Spent(true, 300, 0), _desk.Now);
        _desk.Refuse(tokens, new Demand(100, 0)).Until!.Value.ShouldBeLessThan(_desk.Now.AddSeconds(4));
    }

    [Fact]
    public void A_window_that_has_not_begun_has_no_pace_to_keep()
    {
        var set = Paced(10, PeriodUnit.Hour, QuotaClock.FirstUse);
        _desk.Call(set);
        _desk.Clock.Pass(TimeSpan.FromMinutes(59));
        _desk.Calls(set, 9);
        _desk.Clock.Pass(TimeSpan.FromMinutes(1));
        _desk.Call(set);
    }

    [Fact]
    public void A_pace_never_waits_beyond_the_reset()
    {
        var set = Paced(24, PeriodUnit.Day, QuotaClock.Utc);
        _desk.Call(set, Desk.Reading(24, -30));
        _desk.Refuse(set).Until.ShouldBe(new DateTimeOffset(_desk.Now.Date.AddDays(1), TimeSpan.Zero));
    }

    [Fact]
    public void A_pace_set_by_a_clock_that_was_ahead_does_not_last_till_then()
    {
        _desk.Clock.Pass(TimeSpan.FromDays(365));
        var set = Paced(6, PeriodUnit.Minute, QuotaClock.Rolling);
        _desk.Call(set);
        _desk.Clock.Pass(-TimeSpan.FromDays(365));
        _desk.Refuse(set).Until!.Value.ShouldBeLessThanOrEqualTo(_desk.Now.AddMinutes(1));
    }

    [Fact]
    public void Background_leaves_the_share_that_is_kept_for_people()
    {
        var set = _desk.Set(Desk.Limit(QuotaMetric.Requests, 10, PeriodUnit.Day, clock: QuotaClock.Utc, pacing: new Pacing(PacingKind.Reserve, 0.3)));
        var background = new Demand(0, 0, IsBackground: true);
        for (var i = 0; i < 7; i++)
        {
            var call = _desk.Reserve(set, background);
            _desk.Ledger.Settle(ref call, new Spent(true, 0, 0), _desk.Now);
        }

        _desk.Refuse(set, background);
        set.Look(background, _desk.Now).IsOpen.ShouldBeFalse();
        set.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
        _desk.Calls(set, 3);
        _desk.Refuse(set);
    }

    [Fact]
    public void Background_that_is_larger_than_what_is_not_kept_goes_when_nothing_else_does()
    {
        var set = _desk.Set(Desk.Limit(QuotaMetric.Tokens, 1000, PeriodUnit.Day, clock: QuotaClock.Utc, pacing: new Pacing(PacingKind.Reserve, 0.5)));
        _desk.Reserve(set, new Demand(800, 0, IsBackground: true));
        _desk.Refuse(set, new Demand(1, 0, IsBackground: true)).Kind.ShouldBe(OpeningKind.Busy);
        _desk.Reserve(set, new Demand(200, 0));
    }

    [Fact]
    public void Leftovers_expire_with_the_window_and_only_where_there_are_any()
    {
        var midnight = new DateTimeOffset(_desk.Now.Date.AddDays(1), TimeSpan.Zero).UtcTicks;
        Expires(Desk.Requests(2)).ShouldBe(midnight);
        Expires(Desk.Limit(QuotaMetric.Requests, 2, PeriodUnit.Day, clock: QuotaClock.Utc, pacing: Even)).ShouldBe(midnight);
        Expires(Desk.Requests(2, PeriodUnit.Minute)).ShouldBe(UsageWindow.Never);
        Expires(Desk.Requests(2, PeriodUnit.Lifetime)).ShouldBe(UsageWindow.Never);
        Expires(Desk.Requests(null)).ShouldBe(UsageWindow.Never);

        var set = _desk.Ledger.SetFor(Desk.Route("first", Desk.Requests(2, PeriodUnit.Hour, QuotaClock.FirstUse)), Desk.Key());
        set.LeftoverExpires(_desk.Now.UtcTicks).ShouldBe(UsageWindow.Never);
        _desk.Call(set);
        set.LeftoverExpires(_desk.Now.UtcTicks).ShouldBe(_desk.Now.AddHours(1).UtcTicks);
        _desk.Call(set);
        set.LeftoverExpires(_desk.Now.UtcTicks).ShouldBe(UsageWindow.Never);

        long Expires(QuotaLimit limit) => new Desk().Set(limit).LeftoverExpires(_desk.Now.UtcTicks);
    }

    private QuotaSet Paced(long amount, PeriodUnit unit, QuotaClock clock) => _desk.Set(Desk.Limit(QuotaMetric.Requests, amount, unit, clock: clock, pacing: Even));
}
