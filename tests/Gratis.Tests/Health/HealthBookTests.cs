using Gratis.Health;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Health;

public sealed class HealthBookTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly HealthBook _book = new(new Random(1));

    [Fact]
    public void A_cell_is_the_same_object_for_everybody()
    {
        _book.Cell(Reach.Route, "p/m").ShouldBeSameAs(_book.Cell(Reach.Route, "p/m"));
        _book.Cell(Reach.Route, "p/m").ShouldNotBeSameAs(_book.Cell(Reach.Provider, "p/m"));
    }

    [Fact]
    public void A_429_of_a_model_sets_aside_that_model_on_that_account_and_nothing_else()
    {
        RouteHealth struck = _book.Route("p", "p:1", "p/m");
        HealthEntry? aside = Fail(struck, new Judgement(Verdict.RateLimited, Reach.AccountModel), Now);

        aside!.Value.Reach.ShouldBe(Reach.AccountModel);
        struck.Look(Now).ShouldBe(Gate.Wall);
        _book.Route("p", "p:1", "p/other").Look(Now).ShouldBe(Gate.Open);
        _book.Route("p", "p:2", "p/m").Look(Now).ShouldBe(Gate.Open);
    }

    [Theory]
    [InlineData("Provider", "Wall", "Wall", "Wall", "Open")]
    [InlineData("Account", "Wall", "Open", "Open", "Open")]
    [InlineData("Route", "Open", "Wall", "Open", "Open")]
    [InlineData("AccountModel", "Open", "Open", "Open", "Open")]
    [InlineData("Request", "Open", "Open", "Open", "Open")]
    public void A_verdict_reaches_exactly_as_far_as_it_says(
        string reach, string sameAccount, string sameRoute, string sameProvider, string otherProvider)
    {
        Fail(_book.Route("p", "p:1", "p/m"), new Judgement(Verdict.QuotaSpent, Enum.Parse<Reach>(reach)), Now);

        _book.Route("p", "p:1", "p/x").Look(Now).ToString().ShouldBe(sameAccount);
        _book.Route("p", "p:2", "p/m").Look(Now).ToString().ShouldBe(sameRoute);
        _book.Route("p", "p:2", "p/x").Look(Now).ToString().ShouldBe(sameProvider);
        _book.Route("q", "q:1", "q/m").Look(Now).ToString().ShouldBe(otherProvider);
    }

    [Fact]
    public void One_route_that_wants_money_is_set_aside_itself_and_a_second_one_its_account()
    {
        var broke = new Judgement(Verdict.PaymentWanted, Reach.Account);
        Fail(_book.Route("p", "p:1", "p/m"), broke, Now)!.Value.Reach.ShouldBe(Reach.AccountModel);
        _book.Route("p", "p:1", "p/m").Look(Now).ShouldBe(Gate.Wall);
        _book.Route("p", "p:1", "p/x").Look(Now).ShouldBe(Gate.Open);

        Fail(_book.Route("p", "p:1", "p/x"), broke, Now.AddMinutes(1))!.Value.Reach.ShouldBe(Reach.Account);
        _book.Route("p", "p:1", "p/y").Look(Now.AddMinutes(1)).ShouldBe(Gate.Wall);
        _book.Route("p", "p:2", "p/m").Look(Now.AddMinutes(1)).ShouldBe(Gate.Open);
    }

    [Fact]
    public void Routes_that_turn_paid_one_by_one_say_nothing_of_an_account_that_serves_in_between()
    {
        var broke = new Judgement(Verdict.PaymentWanted, Reach.Account);
        Fail(_book.Route("p", "p:1", "p/m"), broke, Now);
        RouteHealth well = _book.Route("p", "p:1", "p/x");
        well.Record(Enter(well, Now.AddSeconds(1)), new Judgement(Verdict.Served, Reach.Request), Now.AddSeconds(2));

        Fail(_book.Route("p", "p:1", "p/y"), broke, Now.AddMinutes(1));
        well.Look(Now.AddMinutes(1)).ShouldBe(Gate.Open);
    }

    [Fact]
    public void The_way_is_as_bad_as_its_worst_cell_and_opens_with_its_last_wall()
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        Pass first = Enter(way, Now), second = Enter(way, Now);
        way.Record(first, new Judgement(Verdict.Unreachable, Reach.Provider), Now);
        way.Look(Now).ShouldBe(Gate.Trouble);
        way.Obstacle(Now)!.Value.Reach.ShouldBe(Reach.Provider);

        way.Record(second, new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddSeconds(20), UntilSource.Header), Now);
        Fail(_book.Route("p", "p:1", "p/x"), new Judgement(Verdict.QuotaSpent, Reach.Account, Now.AddHours(3), UntilSource.Body), Now);
        way.Look(Now).ShouldBe(Gate.Wall);
        way.OpensAt(Now).ShouldBe(Now.AddHours(3));
        way.Obstacle(Now)!.Value.Cooldown.Reason.ShouldBe(Verdict.QuotaSpent);
    }

    [Fact]
    public void An_open_way_has_no_obstacle()
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        way.Obstacle(Now).ShouldBeNull();
        way.OpensAt(Now).ShouldBeNull();
    }

    [Theory]
    [InlineData("Cancelled")]
    [InlineData("Refused")]
    [InlineData("TooLong")]
    [InlineData("Filtered")]
    public void A_trial_that_proves_nothing_is_given_back(string verdict)
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        Fail(way, new Judgement(Verdict.RateLimited, Reach.AccountModel), Now);
        DateTimeOffset over = Now.AddMinutes(2);
        Pass trial = Enter(way, over);
        trial.IsTrial.ShouldBeTrue();
        way.Look(over).ShouldBe(Gate.Wall);

        way.Record(trial, new Judgement(Enum.Parse<Verdict>(verdict), Reach.Request), over).ShouldBeNull();
        way.Look(over).ShouldBe(Gate.TrialFree);
    }

    [Fact]
    public void A_trial_that_fails_elsewhere_is_given_back_where_nothing_was_proven()
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        Fail(way, new Judgement(Verdict.QuotaSpent, Reach.Account), Now);
        DateTimeOffset over = Now.AddMinutes(2);
        way.Record(Enter(way, over), new Judgement(Verdict.RateLimited, Reach.AccountModel), over);

        way.Look(over).ShouldBe(Gate.Wall);
        _book.Route("p", "p:1", "p/x").Look(over).ShouldBe(Gate.TrialFree);
    }

    [Fact]
    public void A_way_that_cannot_be_entered_takes_no_trial()
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        Pass first = Enter(way, Now), second = Enter(way, Now);
        way.Record(first, new Judgement(Verdict.QuotaSpent, Reach.Account), Now);
        way.Record(second, new Judgement(Verdict.QuotaSpent, Reach.AccountModel, Now.AddHours(1), UntilSource.Body), Now);

        DateTimeOffset over = Now.AddMinutes(2);
        way.TryEnter(over, out _).ShouldBeFalse();
        _book.Route("p", "p:1", "p/x").Look(over).ShouldBe(Gate.TrialFree);
    }

    [Fact]
    public void A_served_trial_opens_every_gate_on_its_way()
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        Pass first = Enter(way, Now), second = Enter(way, Now);
        way.Record(first, new Judgement(Verdict.QuotaSpent, Reach.Account), Now);
        way.Record(second, new Judgement(Verdict.ModelGone, Reach.Route), Now);

        DateTimeOffset over = Now.AddMinutes(17);
        way.Record(Enter(way, over), new Judgement(Verdict.Served, Reach.Request), over);
        _book.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void A_new_secret_lifts_the_refusal_of_the_account_and_of_its_models()
    {
        RouteHealth way = _book.Route("p", "p:1", "p/m", "old");
        RouteHealth other = _book.Route("p", "p:1", "p/x", "old");
        Fail(way, new Judgement(Verdict.KeyRefused, Reach.AccountModel), Now);
        Fail(other, new Judgement(Verdict.KeyRefused, Reach.Account), Now);
        way.Look(Now).ShouldBe(Gate.Wall);

        _book.Route("p", "p:1", "p/m", "new").Look(Now).ShouldBe(Gate.Open);
        _book.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_stored_stands_again()
    {
        _book.Restore([Stored(Reach.Account, "p:1", Verdict.QuotaSpent, Now.AddHours(-1), Now.AddHours(2), 3)], Now);
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        way.Look(Now).ShouldBe(Gate.Wall);
        way.OpensAt(Now).ShouldBe(Now.AddHours(2));
    }

    [Fact]
    public void What_ended_meanwhile_is_no_wall_and_keeps_its_strikes()
    {
        _book.Restore([Stored(Reach.AccountModel, "p:1 p/m", Verdict.RateLimited, Now.AddMinutes(-20), Now.AddMinutes(-4), 5)], Now);
        RouteHealth way = _book.Route("p", "p:1", "p/m");
        way.Look(Now).ShouldBe(Gate.TrialFree);
        Fail(way, new Judgement(Verdict.RateLimited, Reach.AccountModel), Now)!.Value.Cooldown.Strikes.ShouldBe(6);
    }

    [Fact]
    public void What_ended_long_ago_is_dropped_from_the_store_too()
    {
        var store = new RecordingStore();
        var book = new HealthBook(new Random(1), store);
        book.Restore([Stored(Reach.Account, "p:1", Verdict.RateLimited, Now.AddHours(-9), Now.AddHours(-8), 5)], Now);
        book.Snapshot().ShouldBeEmpty();
        store.Told.ShouldBe([book.Cell(Reach.Account, "p:1")]);
    }

    [Theory]
    [InlineData("same", "Wall")]
    [InlineData("other", "Open")]
    public void A_stored_refusal_holds_only_for_the_secret_it_was_about(string fingerprint, string gate)
    {
        HealthEntry stored = Stored(Reach.Account, "p:1", Verdict.KeyRefused, Now.AddDays(-9), Cooldown.UntilKeyChanges, 1);
        stored = stored with { Cooldown = stored.Cooldown with { KeyFingerprint = "same" } };

        _book.Restore([stored], Now);
        _book.Route("p", "p:1", "p/m", fingerprint).Look(Now).ToString().ShouldBe(gate);

        var keysFirst = new HealthBook(new Random(1));
        RouteHealth way = keysFirst.Route("p", "p:1", "p/m", fingerprint);
        keysFirst.Restore([stored], Now);
        way.Look(Now).ToString().ShouldBe(gate);
    }

    [Fact]
    public void Unknown_things_with_nothing_to_remember_are_dropped()
    {
        HealthCell healthy = _book.Cell(Reach.Route, "p/healthy"), known = _book.Cell(Reach.Route, "p/known");
        HealthCell cooling = _book.Cell(Reach.Route, "p/cooling");
        cooling.Strike(new Judgement(Verdict.ModelGone, Reach.Route), Now, Now);

        _book.Retain((_, key) => key == "p/known", Now);
        _book.Cell(Reach.Route, "p/healthy").ShouldNotBeSameAs(healthy);
        _book.Cell(Reach.Route, "p/known").ShouldBeSameAs(known);
        _book.Cell(Reach.Route, "p/cooling").ShouldBeSameAs(cooling);

        _book.Retain((_, _) => false, Now.AddDays(1));
        _book.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void A_full_book_still_hands_out_working_cells()
    {
        for (int i = 0; i < HealthBook.Capacity; i++) _book.Cell(Reach.Route, $"p/{i}");
        HealthCell extra = _book.Cell(Reach.Route, "one too many");
        extra.Strike(new Judgement(Verdict.ModelGone, Reach.Route), Now, Now).ShouldNotBeNull();
        extra.Look(Now).ShouldBe(Gate.Wall);
        _book.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void Guesses_are_jittered_from_the_seed()
    {
        HealthEntry Struck() => Fail(
            new HealthBook(new Random(7)).Route("p", "p:1", "p/m"), new Judgement(Verdict.RateLimited, Reach.AccountModel), Now)!.Value;

        TimeSpan length = Struck().Cooldown.Until - Now;
        length.ShouldBe(Struck().Cooldown.Until - Now);
        length.ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
        length.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(66));
    }

    [Fact]
    public void The_snapshot_is_in_a_stable_order()
    {
        foreach (string key in (string[])["p/c", "p/a", "p/b"])
            _book.Cell(Reach.Route, key).Strike(new Judgement(Verdict.ModelGone, Reach.Route), Now, Now);
        _book.Cell(Reach.Account, "z").Strike(new Judgement(Verdict.QuotaSpent, Reach.Account), Now, Now);
        _book.Snapshot().Select(entry => entry.Key).ShouldBe(["z", "p/a", "p/b", "p/c"]);
    }

    private static HealthEntry? Fail(RouteHealth way, in Judgement judgement, DateTimeOffset now) =>
        way.Record(Enter(way, now), judgement, now);

    private static Pass Enter(RouteHealth way, DateTimeOffset now)
    {
        way.TryEnter(now, out Pass pass).ShouldBeTrue();
        return pass;
    }

    private static HealthEntry Stored(
        Reach reach, string key, Verdict reason, DateTimeOffset since, DateTimeOffset until, int strikes) =>
        new(reach, key, new Cooldown(reason, since, until, UntilSource.Body, strikes));

    private sealed class RecordingStore : IHealthStore
    {
        public List<HealthCell> Told { get; } = [];

        public ValueTask<IReadOnlyList<HealthEntry>> Load(CancellationToken cancellation) => new([]);

        public void Changed(HealthCell cell) => Told.Add(cell);
    }
}
