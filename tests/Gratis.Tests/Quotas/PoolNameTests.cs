using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

public sealed class PoolNameTests
{
    private static readonly QuotaLimit Limit = Desk.Requests(50);

    [Fact]
    public void Reordered_keys_keep_their_books()
    {
        var route = Desk.Route("m", Limit);
        PoolName.Of(Limit, route, Desk.Key("a", "p#1")).Key.ShouldBe(PoolName.Of(Limit, route, Desk.Key("a", "p#2")).Key);
    }

    [Fact]
    public void An_exchanged_key_begins_with_empty_books()
    {
        var desk = new Desk();
        desk.Calls(desk.Set(Limit), 3);
        var other = desk.Ledger.SetFor(Desk.Route("m", Limit), Desk.Key("another"));
        desk.Pool(other, "rpd").Used.ShouldBe(0);
    }

    [Fact]
    public void A_key_shows_nothing_of_the_secret() =>
        PoolName.Of(Limit, Desk.Route("m", Limit), Desk.Key("sk-secret")).Key.ShouldNotContain("sk-secret");

    [Fact]
    public void A_class_is_its_models_in_any_order_and_not_those_it_leaves_out()
    {
        var route = Desk.Route("a");
        KeyOf("a", "b").ShouldBe(KeyOf("b", "a"));
        KeyOf("a").ShouldNotBe(KeyOf("a", "b"));
        var all = Limit with { Scope = QuotaScope.Account };
        PoolName.Of(all, route, Desk.Key()).Key.ShouldNotBe(PoolName.Of(all with { ExceptModels = ["x"] }, route, Desk.Key()).Key);

        string KeyOf(params string[] models) => PoolName.Of(Limit with { Scope = QuotaScope.ModelClass, Models = models }, route, Desk.Key()).Key;
    }

    [Theory]
    [InlineData("m")]
    [InlineData("vendor/model:free")]
    [InlineData("odd|name|Requests|Day1")]
    public void A_stored_key_names_its_candidate(string model)
    {
        var route = Desk.Route(model, Limit);
        PoolName.TryRead(PoolName.Of(Limit, route, Desk.Key()).Key, out var candidate, out var metric).ShouldBeTrue();
        (candidate, metric).ShouldBe((PoolName.CandidateKey(route, Desk.Key()), QuotaMetric.Requests));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("|")]
    [InlineData("AccountModel|p|k|m|Nothing|Day1")]
    [InlineData("Account|p|k||Requests|Day1")]
    public void A_key_that_is_no_candidates_is_none(string key) => PoolName.TryRead(key, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learned_limits_come_back_after_a_restart(bool isClean)
    {
        var store = new CrashingStore();
        var desk = new Desk(store);
        var set = desk.Set(Desk.Requests(50));
        var day = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        // One that corrects the facts, one that nobody knew with a clock of its own, one of every moment that is watched anyway.
        desk.Call(set, Desk.Reading(200, 199, resets: day), Desk.Reading(9000, 8000, PeriodUnit.Day, QuotaMetric.Tokens, desk.Now.AddHours(5.3), QuotaScope.AccountModel), Desk.Reading(30, 29, PeriodUnit.Minute));
        store.WriteAll();
        if (isClean)
            store.Close();

        var next = new Desk();
        next.Ledger.Restore([.. store.Written.Values]);
        var again = next.Set(Desk.Requests(50));
        (next.Pool(again, "rpd").Amount, next.Pool(again, "rpd").Clock).ShouldBe((200, QuotaClock.In("America/Los_Angeles")));
        (next.Pool(again, "rpm").Amount, next.Pool(again, "rpm").Evidence.Source).ShouldBe((30, LimitSource.Header));
        var tokens = again.Pools.Single(static pool => pool.Told is { Name: "tpd", Scope: QuotaScope.AccountModel }).Report();
        (tokens.Amount, tokens.Clock).ShouldBe((9000, QuotaClock.FirstUse));
        tokens.Used.ShouldBe(isClean ? 1000 : 1180);
        tokens.ResetsAt.ShouldBe(desk.Now.AddHours(5.3));
    }
}
