using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

public sealed class LedgerTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_pool_smaller_than_one_request_says_so_instead_of_starving_it()
    {
        var set = _desk.Set(Desk.Limit(QuotaMetric.Tokens, 6000, PeriodUnit.Minute));
        _desk.Refuse(set, new Demand(7000, 0)).Kind.ShouldBe(OpeningKind.TooSmall);
        set.Look(new Demand(7000, 0), _desk.Now).Kind.ShouldBe(OpeningKind.TooSmall);

        // Also to somebody who looks after others found it busy.
        _desk.Reserve(set, new Demand(5000, 0));
        set.Look(new Demand(5000, 0), _desk.Now).Kind.ShouldBe(OpeningKind.Busy);
        set.Look(new Demand(7000, 0), _desk.Now).Describe().ShouldContain("holds 6000 tokens");
    }

    [Fact]
    public void A_lifetime_that_is_spent_is_closed_without_an_instant()
    {
        var set = _desk.Set(Desk.Requests(2, PeriodUnit.Lifetime));
        _desk.Calls(set, 2);
        var opening = _desk.Refuse(set);
        (opening.Kind, opening.Until).ShouldBe((OpeningKind.Closed, null));
        set.Look(default, _desk.Now).Describe().ShouldContain("is spent");
    }

    [Fact]
    public void A_known_instant_says_more_than_calls_under_way()
    {
        var set = _desk.Set(Desk.Requests(1), Desk.Limit(QuotaMetric.Concurrency, 1, PeriodUnit.None));
        var call = _desk.Reserve(set);
        _desk.Refuse(set).Kind.ShouldBe(OpeningKind.Busy);
        _desk.Ledger.Answered(ref call, _desk.Now, _desk.Now);

        // The day is spent and the call is still under way: who waits for its end waits in vain.
        var midnight = new DateTimeOffset(_desk.Now.Date.AddDays(1), TimeSpan.Zero);
        _desk.Refuse(set).Until.ShouldBe(midnight);
        set.Look(default, _desk.Now).Until.ShouldBe(midnight);
    }

    [Fact]
    public void A_look_for_more_tokens_waits_longer_in_a_bucket()
    {
        var set = _desk.Set(Desk.Limit(QuotaMetric.Tokens, 6000, PeriodUnit.Minute, clock: QuotaClock.Refill));
        var call = _desk.Reserve(set, new Demand(6000, 0));
        _desk.Ledger.Settle(ref call, new Spent(true, 6000, 0), _desk.Now);
        Seconds(100).ShouldBe(1);
        Seconds(2000).ShouldBe(20);
        Seconds(100).ShouldBe(1);

        double Seconds(long tokens) => Math.Round((set.Look(new Demand(tokens, 0), _desk.Now).Until!.Value - _desk.Now).TotalSeconds, 1);
    }

    [Fact]
    public void Who_read_the_clock_long_ago_does_not_turn_it_back()
    {
        var set = _desk.Set(Desk.Limit(QuotaMetric.Requests, 10, PeriodUnit.Minute, clock: QuotaClock.Refill), Desk.Requests(10, PeriodUnit.Hour));
        var before = _desk.Now;
        _desk.Clock.Pass(TimeSpan.FromSeconds(30));
        _desk.Calls(set, 10);
        set.Look(default, before);
        _desk.Ledger.TryReserve(set, default, before, out _, out _).ShouldBeFalse();

        _desk.Pool(set, "rpm").Used.ShouldBe(10);
        _desk.Pool(set, "rph").ResetsAt.ShouldBe(_desk.Now.AddHours(1));
    }

    [Fact]
    public void Who_was_overtaken_at_the_gate_comes_a_moment_later()
    {
        var set = _desk.Set(Desk.Limit(QuotaMetric.Requests, 600, PeriodUnit.Minute, clock: QuotaClock.Refill));
        _desk.Calls(set, 10);
        _desk.Ledger.TryReserve(set, default, _desk.Now.AddMilliseconds(-500), out var call, out _).ShouldBeTrue();
        _desk.Ledger.Refund(ref call, _desk.Now);
        _desk.Pool(set, "rpm").Used.ShouldBe(10);
    }

    [Fact]
    public void A_clock_that_was_set_back_is_followed_by_everything_that_is_closed()
    {
        _desk.Clock.Pass(TimeSpan.FromDays(365));
        var set = _desk.Set(Desk.Requests(1, PeriodUnit.Minute));
        _desk.Call(set);
        _desk.Refused(_desk.Ledger.SetFor(Desk.Route("walled", Desk.Requests(9, PeriodUnit.Minute)), Desk.Key()), _desk.Now.AddSeconds(40), Desk.Reading(9, 0, PeriodUnit.Minute)).ShouldBeTrue();
        var walled = _desk.Ledger.SetFor(Desk.Route("walled", Desk.Requests(9, PeriodUnit.Minute)), Desk.Key());
        set.Look(default, _desk.Now).IsOpen.ShouldBeFalse();
        walled.Look(default, _desk.Now).IsOpen.ShouldBeFalse();

        _desk.Clock.Pass(-TimeSpan.FromDays(365));
        walled.Look(default, _desk.Now).Until.ShouldBe(_desk.Now.AddSeconds(40));
        set.Look(default, _desk.Now).Until.ShouldBe(_desk.Now.AddMinutes(1));
        _desk.Clock.Pass(TimeSpan.FromMinutes(1));
        set.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
        walled.Look(default, _desk.Now).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_clock_set_back_between_a_call_and_its_answer_breaks_nothing()
    {
        var set = _desk.Set(Desk.Requests(10));
        var call = _desk.Reserve(set);
        var sent = _desk.Now;
        _desk.Clock.Pass(-TimeSpan.FromHours(2));
        _desk.Ledger.Answered(ref call, sent, _desk.Now);
        _desk.Ledger.Settle(ref call, new Spent(true, 1, 1), _desk.Now);
        _desk.Pool(set, "rpd").Used.ShouldBe(1);
        _desk.Pool(set, "rpd").Held.ShouldBe(0);
    }

    [Fact]
    public void A_client_that_names_a_limit_twice_is_held_to_it_once()
    {
        var set = _desk.Ledger.SetForClient("laptop", [Desk.Requests(3, PeriodUnit.Minute), Desk.Requests(3, PeriodUnit.Minute)]);
        _desk.Calls(set, 3);
        _desk.Refuse(set).Pool!.Name.Id.ShouldBe("client laptop:rpm");
    }

    [Fact]
    public void A_call_is_stamped_when_it_was_sent_not_when_its_answer_was_thought_out()
    {
        var set = _desk.Set(Desk.Requests(1, PeriodUnit.Minute));
        var call = _desk.Reserve(set);
        var sent = _desk.Now;
        _desk.Clock.Pass(TimeSpan.FromSeconds(50));
        _desk.Ledger.Answered(ref call, sent, _desk.Now);
        _desk.Refuse(set).Until!.Value.ShouldBe(sent.AddMinutes(1), TimeSpan.FromMilliseconds(251));
    }

    [Fact]
    public void A_pool_under_way_outlives_its_catalogue_entry_until_its_calls_have_ended()
    {
        var limit = Desk.Requests(5);
        var set = _desk.Set(limit);
        var call = _desk.Reserve(set);
        _desk.Ledger.Retain(static _ => false);
        _desk.Ledger.Settle(ref call, new Spent(true, 0, 0), _desk.Now);
        _desk.Set(limit).Pools[0].ShouldBeSameAs(set.Pools[0]);

        // What nobody is under way on is let go, and found again with what was counted.
        _desk.Ledger.Retain(static _ => false);
        var again = _desk.Set(limit);
        again.Pools[0].ShouldNotBeSameAs(set.Pools[0]);
        _desk.Pool(again, "rpd").Used.ShouldBe(1);
    }
}
