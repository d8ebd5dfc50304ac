using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Dispatch;
using Gratis.Quotas;
using Gratis.Tests.Routing;
using Gratis.Tests.Time;

namespace Gratis.Tests.Hosting.Balances;

public sealed class BalanceAskerTests
{
    private const string Model = "a/x:free";
    private const string Endpoint = "a/v1/key";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>No question takes as long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    [Fact]
    public void Nobody_is_asked_before_an_account_is_used_and_then_once_with_its_own_key()
    {
        using var world = World(Tells(1000, 999));
        Pass(world, hours: 48);
        Asked(world).ShouldBe(0);

        world.Ask(Model).Status.ShouldBe(200);
        Pass(world, hours: 48);

        Asked(world).ShouldBe(1);
        var question = world.Network.Calls.Single(c => c.Route == Endpoint);
        (question.Account, question.Request.Method, question.Body).ShouldBe(("a#1", HttpMethod.Get, ""));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void What_the_account_bought_is_used_and_what_others_spent_is_known()
    {
        using var world = World(Tells(1000, 970));
        world.Ask(Model);
        world.Time.Advance(Moment);
        (Pool(world).Amount, Pool(world).Used, Pool(world).Evidence.Source).ShouldBe((1000, 30, LimitSource.Balance));
    }

    [Fact]
    public void An_account_in_use_is_asked_every_six_hours()
    {
        using var world = World(Tells(1000, 900), Tells(50, 50));
        Use(world, TimeSpan.FromHours(5.9));
        (Asked(world), Pool(world).Amount).ShouldBe((1, 1000));
        Use(world, TimeSpan.FromHours(1));
        (Asked(world), Pool(world).Amount).ShouldBe((2, 50));
        Use(world, TimeSpan.FromHours(16));
        Asked(world).ShouldBe(4);
    }

    [Fact]
    public void Every_account_is_asked_for_itself_and_an_anonymous_one_never()
    {
        var sketch = Sketch(p => p with { Accounts = [p.Accounts[0], new Account("a#2", "key-a-2"), new Account("a#3", null)] });
        using var world = World(sketch, Tells(1000, 900));
        world.Network.On(Model, call => call.Account == "" ? Reply.Ok : Reply.Error(401));
        world.Ask(Model).Status.ShouldBe(200);
        world.Time.Advance(Moment);
        world.Network.Calls.Where(c => c.Route == Endpoint).Select(c => c.Account).ShouldBe(["a#1", "a#2"], ignoreOrder: true);
    }

    [Fact]
    public void After_a_wall_it_is_asked_and_opens_what_was_never_spent()
    {
        using var world = World(Tells(1000, 950));
        world.Network.On(Model, Wall, Reply.Ok);

        world.Ask(Model, maxWait: 0).Code.ShouldBe("quota_exhausted");
        Pool(world).Remaining.ShouldBe(0);
        world.Time.Advance(Moment);

        (Pool(world).Amount, Pool(world).Remaining, Asked(world)).ShouldBe((1000, 950, 1));
        world.Ask(Model).Status.ShouldBe(200);
    }

    [Fact]
    public void A_wall_soon_after_an_answer_is_asked_about_a_little_later_though_nobody_uses_the_account()
    {
        using var world = World(Tells(50, 49), Tells(1000, 940));
        world.Ask(Model);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Network.On(Model, Wall);
        world.Ask(Model, maxWait: 0).Code.ShouldBe("quota_exhausted");
        (Asked(world), Pool(world).Remaining).ShouldBe((1, 0));

        world.Time.Advance(TimeSpan.FromMinutes(10));

        (Asked(world), Pool(world).Remaining).ShouldBe((2, 940));
        world.ShouldBeAtRest();
    }

    public static TheoryData<string> Useless => ["broken", "silent", "stuck", "huge", "prose", "cut", "gone", "redirect"];

    [Theory]
    [MemberData(nameof(Useless))]
    public void A_useless_answer_disturbs_nobody_and_is_asked_for_less_and_less(string kind)
    {
        var reply = kind switch
        {
            "broken" => Reply.Error(500),
            "silent" => Reply.Silence,
            "stuck" => Reply.Json("{\"data\":") with { Body = [Step.Text("{\"data\":"), Step.Hang] },
            "huge" => Reply.Json("{\"data\":{\"free_model_daily_requests\":{\"limit\":7}},\"x\":\"" + new string('x', 70_000) + "\"}"),
            "prose" => Reply.Json("<html>limit 7</html>"),
            "cut" => Reply.Json("{") with { Body = [Step.Text("{\"data\":"), Step.Cut] },
            "gone" => Reply.Unreachable,
            _ => Reply.Error(302).With("Location", "http://elsewhere.test/key"),
        };
        using var world = World(reply);

        Use(world, TimeSpan.FromDays(1), every: TimeSpan.FromMinutes(30));

        world.Network.Calls.Count(c => c.Route == Model).ShouldBe(48);
        Asked(world).ShouldBeInRange(5, 10);
        (Pool(world).Amount, world.Health.Snapshot().Count).ShouldBe((50, 0));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void An_answer_within_five_seconds_counts_after_failures()
    {
        using var world = World(Reply.Error(500), Tells(1000, 900).In(4.9));
        world.Ask(Model);
        world.Time.Advance(TimeSpan.FromMinutes(6));
        world.Ask(Model);
        world.Time.Advance(TimeSpan.FromSeconds(6));
        (Asked(world), Pool(world).Amount).ShouldBe((2, 1000));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void A_key_that_is_not_told_is_neither_punished_nor_pestered(int status)
    {
        using var world = World(Reply.Error(status));
        Use(world, TimeSpan.FromHours(5));
        Asked(world).ShouldBe(1);
        world.Health.Snapshot().ShouldBeEmpty();
        world.Ask(Model).Status.ShouldBe(200);
    }

    [Fact]
    public void One_question_at_a_time()
    {
        using var world = World(Tells(1000, 900).In(4));
        world.Network.On(Model, Reply.Ok, Wall, Wall, Reply.Ok);
        world.Ask(Model);
        world.Time.Advance(Moment);
        world.Ask(Model, maxWait: 0);
        world.Ask(Model, maxWait: 0);
        world.Time.Advance(Moment);
        (world.Network.Waiting, Asked(world)).ShouldBe((1, 1));
    }

    [Fact]
    public void Questions_are_booked_and_refused_when_their_budget_is_spent()
    {
        using var world = World(Tells(1000, 900));
        world.Network.On(Model, Wall);

        // A wall every ten minutes for a day would be 144 questions.
        Use(world, TimeSpan.FromHours(11.9), every: TimeSpan.FromMinutes(10));

        Asked(world).ShouldBe(24);
        var probes = world.Engine.Quotas.Report().Single(p => p.Name.Id == "a#1/probes:rpd");
        (probes.Used, probes.Held, probes.Remaining, probes.Limit.Scope, probes.Name.Account).ShouldBe((24, 0, 0, QuotaScope.Account, "a#1"));
    }

    [Fact]
    public void The_end_of_the_engine_ends_the_question()
    {
        var world = World(Reply.Silence);
        world.Ask(Model);
        world.Time.Advance(Moment);
        world.Network.Waiting.ShouldBe(1);

        world.Dispose();

        Settle(world);
        world.Time.PendingTimers.ShouldBe(0);
        world.Engine.Quotas.Report().Single(p => p.Name.Id == "a#1/probes:rpd").Held.ShouldBe(0);
        world.Time.Advance(TimeSpan.FromDays(1));
        Asked(world).ShouldBe(1);
    }

    [Fact]
    public void A_reload_does_not_ask_again_and_an_exchanged_key_does()
    {
        using var world = World(Tells(1000, 900));
        world.Ask(Model);
        world.Time.Advance(Moment);
        world.Engine.Reconfigure(Sketch().Build(), new RequestLimits());
        world.Ask(Model);
        world.Time.Advance(Moment);
        Asked(world).ShouldBe(1);

        world.Engine.Reconfigure(Sketch(p => p with { Accounts = [new Account("a#1", "another")] }).Build(), new RequestLimits());
        world.Ask(Model);
        world.Time.Advance(Moment);
        Asked(world).ShouldBe(2);
    }

    /// <summary>OpenRouter's words; no reset, so that only books and endpoint tell.</summary>
    private static Reply Wall => Reply.Error(429, "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day");

    private static Reply Tells(long limit, long remaining) =>
        Reply.Json($$"""{"data":{"limit":null,"free_model_daily_requests":{"limit":{{limit}},"remaining":{{remaining}},"used":{{limit - remaining}} } } }""");

    private static CatalogSketch Sketch(Func<Provider, Provider>? with = null)
    {
        var limit = new QuotaLimit
        {
            Scope = QuotaScope.ModelClass,
            Models = ["*:free"],
            Metric = QuotaMetric.Requests,
            Period = QuotaPeriod.Day,
            Clock = QuotaClock.Utc,
            Amount = 50,
            Evidence = new LimitEvidence(LimitSource.Facts, null, 1),
        };
        return new CatalogSketch()
            .Provider("a", with: p => (with ?? (same => same))(p with { Limits = [limit], Balance = new BalanceEndpoint(new Uri("http://a.test/v1/key"), BalanceStyle.OpenRouter) }))
            .Route(Model);
    }

    private static World World(params Reply[] answers) => World(Sketch(), answers);

    private static World World(CatalogSketch sketch, params Reply[] answers)
    {
        var world = new World(sketch);
        world.Network.On(Model, Reply.Ok);
        world.Network.On(Endpoint, answers);
        return world;
    }

    private static int Asked(World world) => world.Network.Calls.Count(c => c.Route == Endpoint);

    private static PoolReport Pool(World world) => world.Engine.Quotas.Report().Single(p => p.Limit.Scope == QuotaScope.ModelClass);

    private static void Pass(World world, double hours) => world.Time.Advance(TimeSpan.FromHours(hours));

    private static void Use(World world, TimeSpan length, TimeSpan? every = null)
    {
        var step = every ?? TimeSpan.FromMinutes(30);
        for (var passed = TimeSpan.Zero; passed < length; passed += step)
        {
            world.Ask(Model, maxWait: 0);
            world.Time.Advance(Longest);
            Settle(world);
            world.Time.Advance((step < length - passed ? step : length - passed) - Longest);
        }
    }

    /// <summary>A wait that is given up goes over another thread: its end is waited for before time goes on.</summary>
    private static void Settle(World world) =>
        SpinWait.SpinUntil(() => world.Network is { Waiting: 0, Open: 0 } && world.Engine.Quotas.Report().All(p => p.Held == 0), TimeSpan.FromSeconds(20)).ShouldBeTrue();
}
