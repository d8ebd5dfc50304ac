using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas.Sharing;

public sealed class SharingTests
{
    private readonly SharedTable _table = new();

    private static QuotaLimit Daily(long amount) => Desk.Requests(amount);

    [Fact]
    public void What_one_replica_has_spent_is_gone_for_the_others()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(5)), b.Set(Daily(5)));

        for (var i = 0; i < 5; i++)
            a.TryCall(ofA).ShouldBeTrue();

        b.TryCall(ofB).ShouldBeFalse();
        b.Ledger.TryReserve(ofB, default, _table.Clock.Now, out _, out var opening).ShouldBeFalse();
        opening.Kind.ShouldBe(OpeningKind.Closed);
        opening.Until.ShouldBe(_table.Clock.Now.Date.AddDays(1));
    }

    [Fact]
    public async Task The_last_call_goes_to_whoever_asks_first_and_the_other_is_refused_at_once()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(1)), b.Set(Daily(1)));

        a.Ledger.TryReserve(ofA, default, _table.Clock.Now, out var first, out _).ShouldBeTrue();
        b.Ledger.TryReserve(ofB, default, _table.Clock.Now, out var second, out _).ShouldBeTrue();
        b.Write();
        a.Write();

        second.IsKept.ShouldBeTrue();
        (first.IsKept, first.IsRefused).ShouldBe((false, true));
        (await a.Ledger.KeepAsync(first, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public void A_slice_spares_most_calls_the_way_to_the_store()
    {
        var (a, b) = Two();
        var (set, _) = (a.Set(Daily(1000)), b.Set(Daily(1000)));
        a.TryCall(set).ShouldBeTrue();

        var urged = 0;
        for (var i = 0; i < 100; i++)
        {
            a.Ledger.TryReserve(set, default, _table.Clock.Now, out var call, out _).ShouldBeTrue();
            call.IsKept.ShouldBeTrue("It was drawn ahead of.");
            a.End(ref call);
            if (a.IsUrged)
            {
                urged++;
                a.Write();
            }
        }

        urged.ShouldBeInRange(5, 12);
    }

    [Fact]
    public void All_that_a_pool_holds_can_be_spent_from_any_side()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(40)), b.Set(Daily(40)));
        var served = 0;
        for (var i = 0; i < 80; i++)
        {
            served += (i % 3 == 0 ? a.TryCall(ofA) : b.TryCall(ofB)) ? 1 : 0;
            if (i % 10 == 9)
            {
                a.Rest();
                b.Rest();
            }
        }

        served.ShouldBe(40);
    }

    [Fact]
    public void What_is_granted_lapses_and_the_next_call_asks_again()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(100)), b.Set(Daily(100)));
        a.TryCall(ofA).ShouldBeTrue();
        _table.Clock.Pass(SharedTable.Lease + TimeSpan.FromSeconds(1));
        for (var i = 0; i < 99; i++)
            b.TryCall(ofB);

        a.Ledger.TryReserve(ofA, default, _table.Clock.Now, out var late, out _);

        late.IsKept.ShouldBeFalse();
        a.IsUrged.ShouldBeTrue();
    }

    [Fact]
    public void A_replica_that_died_leaves_what_it_may_have_spent_and_no_more()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(100)), b.Set(Daily(100)));
        a.TryHold(ofA, out _).ShouldBeTrue();
        var slice = _table.OthersOf(ofA.Pools[0].Key, 2).Single().Slice;

        var served = 0;
        while (b.TryCall(ofB))
            served++;

        served.ShouldBe(100 - 1 - (int)slice);
        _table.Clock.Pass(TimeSpan.FromDays(1));
        b.TryCall(ofB).ShouldBeTrue("A new day has come.");
    }

    [Fact]
    public void Who_takes_over_a_place_goes_on_with_its_books()
    {
        var (a, b) = Two();
        var set = a.Set(Daily(10));
        for (var i = 0; i < 4; i++)
            a.TryCall(set);
        a.Rest();

        var heir = new Replica(_table, 1);
        var left = 0;
        while (heir.TryCall(heir.Set(Daily(10))))
            left++;

        left.ShouldBe(6);
        b.TryCall(b.Set(Daily(10))).ShouldBeFalse();
    }

    [Fact]
    public void Who_lost_its_place_counts_only_what_comes_from_now_on()
    {
        var (a, b) = Two();
        var set = a.Set(Daily(10));
        for (var i = 0; i < 4; i++)
            a.TryCall(set);

        ((ISharedBooks)set.Pools[0]).Disown();
        ((ISharedBooks)set.Pools[0]).See([]);

        a.Report(set).Used.ShouldBe(0);
        b.TryCall(b.Set(Daily(10))).ShouldBeTrue();
    }

    [Fact]
    public void What_is_held_at_the_same_time_is_shared_too()
    {
        var (a, b) = Two();
        var limit = Desk.Limit(QuotaMetric.Concurrency, 2, PeriodUnit.None);
        var (ofA, ofB) = (a.Set(limit), b.Set(limit));

        a.TryHold(ofA, out var first).ShouldBeTrue();
        b.TryHold(ofB, out var second).ShouldBeTrue();
        b.TryHold(ofB, out _).ShouldBeFalse();
        a.Look();
        a.TryHold(ofA, out _).ShouldBeFalse();

        b.End(ref second);
        b.Rest();
        a.Look();
        a.TryHold(ofA, out var third).ShouldBeTrue();
        a.End(ref first);
        a.End(ref third);
        a.Rest();
        b.Look();
        b.TryHold(ofB, out _).ShouldBeTrue();
    }

    [Fact]
    public void One_request_at_a_time_is_served_from_one_replica_again_and_again_without_asking()
    {
        var (a, _) = Two();
        var set = a.Set(Desk.Limit(QuotaMetric.Concurrency, 1, PeriodUnit.None));
        a.TryCall(set).ShouldBeTrue();

        for (var i = 0; i < 5; i++)
        {
            a.Ledger.TryReserve(set, default, _table.Clock.Now, out var call, out _).ShouldBeTrue();
            call.IsKept.ShouldBeTrue();
            a.End(ref call);
        }
    }

    [Fact]
    public void What_a_dead_replica_held_at_the_same_time_is_free_after_a_silence()
    {
        var (a, b) = Two();
        var limit = Desk.Limit(QuotaMetric.Concurrency, 1, PeriodUnit.None);
        a.TryHold(a.Set(limit), out _).ShouldBeTrue();
        var set = b.Set(limit);
        b.TryHold(set, out _).ShouldBeFalse();

        _table.Clock.Pass(SharedBookings.Silence);
        b.Look();

        b.TryHold(set, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_wall_that_one_replica_ran_into_is_seen_by_the_others()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(100)), b.Set(Daily(100)));
        var until = _table.Clock.Now.AddHours(2);
        a.TryHold(ofA, out var call).ShouldBeTrue();
        a.Ledger.Refused(call, [Desk.Reading(100, 0, resets: until)], until, _table.Clock.Now).ShouldBeTrue();
        a.Ledger.Refund(ref call, _table.Clock.Now);
        a.Write();

        b.TryCall(ofB);
        b.Write();
        b.Look();

        ofB.Look(default, _table.Clock.Now).Until.ShouldBe(until);
    }

    [Fact]
    public void A_limit_that_one_replica_was_told_is_believed_by_the_others()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(100)), b.Set(Daily(100)));
        a.TryHold(ofA, out var call).ShouldBeTrue();
        a.Ledger.Learn(call, [Desk.Reading(20, 19)], _table.Clock.Now);
        a.End(ref call);
        a.Write();

        b.Look();
        b.TryCall(ofB);
        b.Look();

        b.Report(ofB).Amount.ShouldBe(20);
    }

    [Fact]
    public void What_somebody_else_spent_of_the_key_is_counted_once()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(100)), b.Set(Daily(100)));
        b.TryCall(ofB);
        b.Rest();
        a.TryHold(ofA, out var call).ShouldBeTrue();
        a.Ledger.Answered(ref call, _table.Clock.Now, _table.Clock.Now);
        a.Ledger.Learn(call, [Desk.Reading(100, 50)], _table.Clock.Now);
        a.Ledger.Settle(ref call, new Spent(true, 0, 0), _table.Clock.Now);
        a.Rest();
        b.Look();

        (a.Report(ofA).Used, b.Report(ofB).Used).ShouldBe((50, 50));
    }

    [Fact]
    public void What_others_have_drawn_ahead_is_shown_as_held_and_not_as_used()
    {
        var (a, b) = Two();
        var (ofA, ofB) = (a.Set(Daily(1000)), b.Set(Daily(1000)));
        a.TryCall(ofA);
        a.Write();
        b.TryCall(ofB);
        b.Look();

        var report = b.Report(ofB);
        report.Used.ShouldBe(2);
        report.Held.ShouldBe(_table.OthersOf(ofB.Pools[0].Key, 2).Single().Slice);
    }

    private (Replica A, Replica B) Two() => (new Replica(_table, 1), new Replica(_table, 2));
}
