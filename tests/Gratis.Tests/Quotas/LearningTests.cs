using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

public sealed class LearningTests
{
    private readonly Desk _desk = new();

    private DateTimeOffset Midnight => new(_desk.Now.Date.AddDays(1), TimeSpan.Zero);

    [Fact]
    public void Limits_rise_and_fall_with_what_the_upstream_says()
    {
        var set = _desk.Set(Desk.Requests(50));
        foreach (var limit in (long[])[1000, 200, 500])
        {
            _desk.Call(set, Desk.Reading(limit, limit - 10));
            (_desk.Pool(set, "rpd").Amount, _desk.Pool(set, "rpd").Evidence.Source).ShouldBe((limit, LimitSource.Header));
        }
    }

    [Fact]
    public void The_owners_amount_is_a_ceiling()
    {
        var set = _desk.Set(Desk.Requests(20, source: LimitSource.Owner));
        _desk.Call(set, Desk.Reading(1000, 990));
        _desk.Pool(set, "rpd").Amount.ShouldBe(20);
        _desk.Call(set, Desk.Reading(12, 5));
        _desk.Pool(set, "rpd").Amount.ShouldBe(12);
        _desk.Call(set, Desk.Reading(30, 25));
        (_desk.Pool(set, "rpd").Amount, _desk.Pool(set, "rpd").Evidence.Source).ShouldBe((20, LimitSource.Owner));
    }

    [Fact]
    public void What_is_left_of_an_unnamed_limit_gives_nothing_back_of_the_owners()
    {
        var set = _desk.Set(Desk.Requests(20, source: LimitSource.Owner));
        _desk.Calls(set, 15);
        _desk.Call(set, Desk.Reading(null, 18));
        _desk.Pool(set, "rpd").Used.ShouldBe(16);
        _desk.Call(set, Desk.Reading(null, 1));
        _desk.Pool(set, "rpd").Remaining.ShouldBe(1);
    }

    [Fact]
    public void Concurrent_calls_do_not_inflate_the_books()
    {
        var set = _desk.Set(Desk.Requests(50));
        var calls = new Reservation[10];
        for (var i = 0; i < calls.Length; i++)
            calls[i] = _desk.Reserve(set);

        // All ten had arrived when the first was answered.
        for (var i = 0; i < calls.Length; i++)
        {
            _desk.Ledger.Answered(ref calls[i], _desk.Now, _desk.Now);
            _desk.Ledger.Learn(calls[i], [Desk.Reading(50, 40)], _desk.Now);
            (_desk.Pool(set, "rpd").Used, _desk.Pool(set, "rpd").Held).ShouldBe((i + 1, 9 - i));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_from_before_the_reset_says_nothing_of_the_new_day(bool namesReset)
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Clock.Now = Midnight.AddSeconds(-1);
        var call = _desk.Reserve(set);
        DateTimeOffset? reset = namesReset ? Midnight : null;
        _desk.Clock.Pass(TimeSpan.FromSeconds(3));
        _desk.Ledger.Answered(ref call, _desk.Now, _desk.Now);
        _desk.Ledger.Learn(call, [Desk.Reading(50, 0, resets: reset)], _desk.Now);
        _desk.Pool(set, "rpd").Used.ShouldBe(1);
    }

    [Fact]
    public void A_figure_for_a_pool_that_the_call_did_not_draw_on_takes_nothing_off_it()
    {
        var (old, rival) = (_desk.Set(), _desk.Set());
        var stale = _desk.Reserve(old);
        _desk.Call(rival, Desk.Reading(100, 99, PeriodUnit.Hour));
        _desk.Calls(_desk.Set(), 5);
        _desk.Ledger.Learn(stale, [Desk.Reading(100, 99, PeriodUnit.Hour)], _desk.Now);
        _desk.Pool("p#1/m:rph").Used.ShouldBe(6);
    }

    [Fact]
    public void A_limit_nobody_knew_becomes_a_pool_once_however_many_sets_hear_of_it()
    {
        var (one, other) = (_desk.Set(), _desk.Set());
        _desk.Call(one, Desk.Reading(30, 29, PeriodUnit.Hour, resets: _desk.Now.AddMinutes(2)));
        _desk.Call(other, Desk.Reading(30, 28, PeriodUnit.Hour, resets: _desk.Now.AddMinutes(4)));
        one.Pools.Count(pool => pool.Told.Name == "rph").ShouldBe(1);
        one.Pools[^1].ShouldBeSameAs(other.Pools[^1]);
        foreach (var unit in (PeriodUnit[])[PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Second, PeriodUnit.Day, PeriodUnit.Lifetime])
            _desk.Call(other, Desk.Reading(30, 28, unit));
        _desk.Set().Pools.Count(static pool => pool.Told.Evidence.Source == LimitSource.Header).ShouldBe(4);
    }

    [Fact]
    public void Calls_that_came_through_raise_a_guess_and_a_day_without_a_refusal_forgets_it()
    {
        var set = _desk.Set();
        _desk.Calls(set, 8);
        _desk.Refused(set, null).ShouldBeFalse();
        _desk.Pool(set, "rpm").Amount.ShouldBeNull("once may be anybody's crowd");
        _desk.Refused(set, null).ShouldBeFalse();
        (_desk.Pool(set, "rpm").Amount, _desk.Pool(set, "rpm").Evidence.Source).ShouldBe((6, LimitSource.Guess));
        _desk.Refuse(set);

        _desk.Clock.Pass(TimeSpan.FromSeconds(61));
        _desk.Calls(set, 4);
        _desk.Pool(set, "rpm").Amount.ShouldBe(7);
        _desk.Calls(set, 3);
        _desk.Refuse(set);
        _desk.Clock.Pass(TimeSpan.FromHours(25));
        _desk.Call(set);
        (_desk.Pool(set, "rpm").Amount, _desk.Pool(set, "rpm").Evidence.Source).ShouldBe((null, LimitSource.Unknown));
    }

    [Fact]
    public void A_refusal_of_too_many_at_once_lowers_how_many_go_at_once()
    {
        var set = _desk.Set();
        for (var i = 0; i < 5; i++)
            _desk.Reserve(set);
        _desk.Refused(set, null);
        _desk.Refused(set, null);
        _desk.Pool(set, "concurrency").Amount.ShouldBe(4);
        _desk.Refuse(set).Kind.ShouldBe(OpeningKind.Busy);
    }

    [Fact]
    public void A_reset_header_tells_whose_midnight_it_is()
    {
        var set = _desk.Set(Desk.Requests(50));
        var pacific = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        _desk.Call(set, Desk.Reading(50, 30, resets: pacific));
        _desk.Pool(set, "rpd").Clock.ShouldBe(QuotaClock.In("America/Los_Angeles"));
        _desk.Pool(set, "rpd").Used.ShouldBe(20);
        _desk.Pool(set, "rpd").ResetsAt.ShouldBe(pacific);
    }

    [Fact]
    public void A_reset_at_no_midnight_is_one_length_after_the_first_use()
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Call(set, Desk.Reading(50, 30, resets: _desk.Now.AddHours(5.7)));
        _desk.Pool(set, "rpd").Clock.ShouldBe(QuotaClock.FirstUse);
        _desk.Pool(set, "rpd").ResetsAt.ShouldBe(_desk.Now.AddHours(5.7));
    }

    [Fact]
    public void An_upstream_whose_clock_is_seconds_ahead_keeps_its_calendar()
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Clock.Now = Midnight.AddSeconds(-2);
        _desk.Calls(set, 30);
        _desk.Call(set, Desk.Reading(50, 49, resets: Midnight.AddDays(1)));
        _desk.Pool(set, "rpd").Clock.ShouldBe(QuotaClock.Utc);
        _desk.Pool(set, "rpd").Used.ShouldBe(31);
    }

    [Fact]
    public void Refused_after_our_midnight_and_served_after_anothers_tells_the_zone()
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Clock.Now = Midnight.AddMinutes(1);
        var refusals = 0;
        while (_desk.Now < new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero))
        {
            if (set.Look(default, _desk.Now).IsOpen)
                refusals += _desk.Refused(set, null, Desk.Reading(50, 0)) ? 1 : 0;
            _desk.Clock.Pass(TimeSpan.FromMinutes(1));
        }

        // Looked at once an hour, and served at last.
        refusals.ShouldBe(8);
        _desk.Clock.Now = set.Look(default, _desk.Now).Until ?? _desk.Now;
        _desk.Call(set);
        _desk.Pool(set, "rpd").Clock.ShouldBe(QuotaClock.In("America/Los_Angeles"));
    }
}
