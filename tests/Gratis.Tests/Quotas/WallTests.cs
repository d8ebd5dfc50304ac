using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

public sealed class WallTests
{
    private readonly Desk _desk = new();

    private DateTimeOffset Midnight => new(_desk.Now.Date.AddDays(1), TimeSpan.Zero);

    [Fact]
    public void A_wall_closes_exactly_its_pool()
    {
        QuotaLimit[] limits = [Desk.Requests(50), Desk.Requests(20, PeriodUnit.Minute), Desk.Limit(QuotaMetric.Requests, 100, PeriodUnit.Day, QuotaScope.Account, QuotaClock.Utc)];
        var (one, other, another) = (_desk.Ledger.SetFor(Desk.Route("one", limits), Desk.Key()), _desk.Ledger.SetFor(Desk.Route("other", limits), Desk.Key()), _desk.Ledger.SetFor(Desk.Route("one", limits), Desk.Key("second")));
        for (var i = 0; i < 15; i++)
        {
            _desk.Call(one);
            _desk.Clock.Pass(TimeSpan.FromSeconds(10));
        }

        _desk.Calls(one, 13);
        _desk.Refused(one, null, Desk.Reading(50, 0, resets: Midnight)).ShouldBeTrue();

        var opening = one.Look(default, _desk.Now);
        (opening.Pool!.Name.Id, opening.Until).ShouldBe(("p#1/one:rpd", Midnight));
        other.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
        another.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
        _desk.Ledger.Report().Count(static pool => pool.LastWall is not null).ShouldBe(1);
        _desk.Clock.Now = Midnight;
        one.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_refusal_that_names_no_pool_closes_none()
    {
        var set = _desk.Set(Desk.Requests(50), Desk.Requests(20, PeriodUnit.Minute));
        _desk.Calls(set, 3);
        _desk.Refused(set, _desk.Now.AddMinutes(3)).ShouldBeFalse();
        set.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
        _desk.Ledger.Report().ShouldAllBe(static pool => pool.SpentUntil == null);
    }

    [Fact]
    public void An_answer_that_was_under_way_does_not_open_what_was_refused_since()
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Calls(set, 40);
        var late = _desk.Reserve(set);
        _desk.Clock.Pass(TimeSpan.FromSeconds(1));
        _desk.Refused(set, null, Desk.Reading(50, 0, resets: Midnight));
        _desk.Clock.Pass(TimeSpan.FromSeconds(1));
        _desk.Ledger.Answered(ref late, _desk.Now, _desk.Now);
        _desk.Ledger.Learn(late, [Desk.Reading(50, 9, resets: Midnight)], _desk.Now);
        _desk.Refuse(set).Until.ShouldBe(Midnight);
    }

    [Fact]
    public void A_figure_of_later_opens_what_was_refused()
    {
        var set = _desk.Set(Desk.Requests(50, PeriodUnit.Hour));
        _desk.Calls(set, 5);
        var call = _desk.Reserve(set);
        _desk.Refused(set, _desk.Now.AddMinutes(50), Desk.Reading(50, 0, PeriodUnit.Hour));
        _desk.Refuse(set);

        // Asked at an endpoint that costs nothing of this pool.
        _desk.Clock.Pass(TimeSpan.FromMinutes(1));
        var probe = _desk.Reserve(_desk.Ledger.SetFor(Desk.Route("m"), Desk.Key("probe")));
        probe.Set = set;
        _desk.Ledger.Learn(probe, [Desk.Reading(50, 40, PeriodUnit.Hour, source: LimitSource.Balance)], _desk.Now);
        set.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
        call.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_refusal_about_a_window_that_is_over_does_not_fill_the_next_one()
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Clock.Now = Midnight.AddMilliseconds(-100);
        var call = _desk.Reserve(set);
        var reset = Midnight;
        _desk.Clock.Pass(TimeSpan.FromMilliseconds(300));
        _desk.Ledger.Refused(call, [Desk.Reading(50, 0, resets: reset)], reset, _desk.Now).ShouldBeTrue();
        _desk.Ledger.Refund(ref call, _desk.Now);

        // A moment's rest and no more.
        _desk.Refuse(set).Until.ShouldBe(_desk.Now.AddSeconds(1));
        _desk.Clock.Pass(TimeSpan.FromSeconds(1));
        _desk.Pool(set, "rpd").Remaining.ShouldBe(50);
    }

    [Fact]
    public void An_instant_beyond_the_window_closes_for_a_window()
    {
        var set = _desk.Set(Desk.Requests(20, PeriodUnit.Minute));
        _desk.Refused(set, _desk.Now.AddYears(30), Desk.Reading(20, 0, PeriodUnit.Minute));
        _desk.Refuse(set).Until!.Value.ShouldBeInRange(_desk.Now.AddMinutes(1), _desk.Now.AddMinutes(4));
    }

    [Fact]
    public void A_wall_by_the_books_of_a_calendar_holds_until_its_reset_even_where_the_upstream_says_sooner()
    {
        var set = _desk.Set(Desk.Requests(50));
        _desk.Calls(set, 48);
        _desk.Refused(set, _desk.Now.AddSeconds(30), Desk.Reading(50, 0));
        _desk.Clock.Pass(TimeSpan.FromSeconds(31));
        _desk.Refuse(set).Until.ShouldBe(Midnight);
    }
}
