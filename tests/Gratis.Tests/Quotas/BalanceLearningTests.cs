using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Tests.Dispatch;
using Gratis.Tests.Routing;
using Gratis.Tests.Time;
using Gratis.Upstream.Limits;

namespace Gratis.Tests.Quotas;

/// <summary>What an account endpoint's figure does to books that go on while it is asked.</summary>
public sealed class BalanceLearningTests
{
    private readonly VirtualTime _time = new();
    private readonly QuotaLedger _ledger;
    private readonly Route _route;
    private readonly QuotaSet _set;

    public BalanceLearningTests()
    {
        _ledger = new QuotaLedger(_time);
        _route = new CatalogSketch().Limited("a/m", Limits.Rpd(50) with { Evidence = new LimitEvidence(LimitSource.Facts, null, 1) }).Build().Routes[0];
        _set = _ledger.SetFor(_route, Account);
    }

    private Account Account => _route.Provider.Accounts[0];

    private DateTimeOffset Now => _time.GetUtcNow();

    [Theory]
    [InlineData(0, 50)]
    [InlineData(7, 43)]
    [InlineData(50, 0)]
    public void What_others_spent_or_never_counted_moves_the_books(long remaining, long used)
    {
        Spend(10);
        Learn(Mark(), 50, remaining);
        Pool.Used.ShouldBe(used);
        Pool.Remaining.ShouldBe(50 - used);
    }

    [Fact]
    public void A_limit_rises_and_falls_with_the_newest_answer()
    {
        Spend(10);
        Learn(Mark(), 1000, 990);
        (Pool.Amount, Pool.Used, Pool.Evidence.Source).ShouldBe((1000, 10, LimitSource.Balance));
        Learn(Mark(), 50, 40);
        (Pool.Amount, Pool.Used).ShouldBe((50, 10));
    }

    [Theory]
    [InlineData(40)] // Counted before all that happened meanwhile.
    [InlineData(39)]
    [InlineData(36)] // Counted after it, and with the one that is still under way.
    public void Books_that_agree_within_what_happened_meanwhile_stay_as_they_are(long remaining)
    {
        Spend(10);
        var underway = Reserve();
        var mark = Mark();
        Answer(ref underway);
        Spend(1);
        var late = Reserve();
        Spend(1);

        Learn(mark, 50, remaining);

        Pool.Used.ShouldBe(13);
        _ledger.Refund(ref late, Now);
    }

    [Fact]
    public void Beyond_that_the_more_careful_reading_holds()
    {
        Spend(10);
        var underway = Reserve();
        var mark = Mark();
        Answer(ref underway);
        Spend(2);

        // 3 of the 13 may have come too late for it.
        Learn(mark, 50, 45);
        Pool.Used.ShouldBe(8);
        Learn(Mark(), 50, 20);
        Pool.Used.ShouldBe(30);
    }

    [Fact]
    public void A_refusal_that_is_newer_than_the_question_stands_but_the_limit_is_taken_up()
    {
        Spend(10);
        var mark = Mark();
        _time.Advance(TimeSpan.FromSeconds(1));
        Wall();
        Learn(mark, 1000, 900);
        (Pool.Amount, Pool.Remaining).ShouldBe((1000, 0));

        Learn(Mark(), 1000, 900);
        (Pool.Used, Pool.Remaining, Pool.SpentUntil).ShouldBe((100, 900, null));
    }

    [Theory]
    [InlineData(-30, 30)] // Asked before midnight, told after it.
    [InlineData(20, 1)] // Asked just after ours, which may have been before theirs.
    public void A_figure_around_the_turn_of_the_day_is_not_taken_for_the_new_one(int askedAfter, int seconds)
    {
        Spend(10);
        _time.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(askedAfter));
        var mark = Mark();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Spend(1);

        Learn(mark, 1000, 10);

        (Pool.Amount, Pool.Used).ShouldBe((1000, 1L));
        _time.Advance(TimeSpan.FromMinutes(2));
        Learn(Mark(), 1000, 990);
        Pool.Used.ShouldBe(10);
    }

    [Fact]
    public void The_owners_word_stays_a_ceiling()
    {
        var route = new CatalogSketch().Limited("b/m", Limits.Rpd(30)).Build().Routes[0];
        _ledger.SetFor(route, route.Provider.Accounts[0]);
        _ledger.Learn(_ledger.Mark(route, route.Provider.Accounts[0], Now), [Reading(1000, 990)], Now);
        var pool = _ledger.Report().Single(p => p.Name.Provider == "b" && p.Amount is not null);
        (pool.Amount, pool.Used, pool.Evidence.Source).ShouldBe((30, 10, LimitSource.Owner));
    }

    [Theory]
    [InlineData(300_000_000, 200_000_000)]
    [InlineData(80_000_000_000, 0)]
    public void More_than_was_granted_is_the_owners_own_money_and_no_news_of_the_gift(long remaining, long used)
    {
        var grant = new QuotaLimit { Scope = QuotaScope.Account, Metric = QuotaMetric.Credits, Period = new QuotaPeriod(PeriodUnit.Lifetime), Amount = 500_000_000 };
        var route = new CatalogSketch().Limited("b/m", grant).Build().Routes[0];
        var account = route.Provider.Accounts[0];
        if (used == 0) _ledger.Learn(_ledger.Mark(route, account, Now), [Credits(100_000_000)], Now);

        _ledger.Learn(_ledger.Mark(route, account, Now), [Credits(remaining)], Now);

        _ledger.Report().Single(p => p.Amount is not null && p.Limit.Metric == QuotaMetric.Credits).Used.ShouldBe(used == 0 ? 400_000_000 : used);
    }

    [Fact]
    public void Classes_that_a_route_does_not_draw_on_are_learned_through_it_all_the_same()
    {
        var free = new QuotaLimit { Scope = QuotaScope.ModelClass, Models = ["*:free"], Metric = QuotaMetric.Requests, Period = QuotaPeriod.Day, Clock = QuotaClock.Utc, Amount = 50 };
        var route = new CatalogSketch().Limited("b/paid", free).Build().Routes[0];
        route.Limits.ShouldBeEmpty();
        _ledger.Learn(_ledger.Mark(route, route.Provider.Accounts[0], Now), [Reading(1000, 990) with { Scope = QuotaScope.ModelClass }], Now);

        var other = new Route(route.Provider, "x:free");
        _ledger.SetFor(other, route.Provider.Accounts[0]).Pools[0].Amount.ShouldBe(1000);
    }

    private PoolReport Pool => _ledger.Report().Single(p => p.Limit.Amount == 50);

    private BalanceMarks Mark() => _ledger.Mark(_route, Account, Now);

    private void Learn(BalanceMarks mark, long limit, long remaining) => _ledger.Learn(mark, [Reading(limit, remaining)], Now);

    private static LimitReading Reading(long limit, long remaining) => new()
    {
        Metric = QuotaMetric.Requests,
        Period = QuotaPeriod.Day,
        Scope = QuotaScope.Account,
        Limit = limit,
        Remaining = remaining,
        Source = LimitSource.Balance,
    };

    private static LimitReading Credits(long remaining) => new()
    {
        Metric = QuotaMetric.Credits,
        Period = new QuotaPeriod(PeriodUnit.Lifetime),
        Scope = QuotaScope.Account,
        Remaining = remaining,
        Source = LimitSource.Balance,
    };

    private void Spend(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var call = Reserve();
            Answer(ref call);
        }
    }

    private Reservation Reserve()
    {
        _ledger.TryReserve(_set, new Demand(1, 1), Now, out var call, out _).ShouldBeTrue();
        return call;
    }

    private void Answer(ref Reservation call)
    {
        _ledger.Answered(ref call, Now, Now);
        _ledger.Settle(ref call, new Spent(true, 1, 1), Now);
    }

    private void Wall()
    {
        var call = Reserve();
        _ledger.Refused(call, [Reading(50, 0)], null, Now).ShouldBeTrue();
        _ledger.Refund(ref call, Now);
    }
}
