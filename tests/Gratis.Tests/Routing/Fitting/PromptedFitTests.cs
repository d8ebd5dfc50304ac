using System.Text;
using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Quotas.Estimates;
using Gratis.Routing;
using Gratis.Routing.Fitting;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Tests.Routing.Fitting;

/// <summary>Where routes without structured output stand in a plan for a request with a schema.</summary>
public sealed class PromptedFitTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;
    private static readonly CapabilitySet Lacks = default(CapabilitySet).With(Capability.StructuredOutput, false);
    private static readonly CapabilitySet Has = default(CapabilitySet).With(Capability.StructuredOutput, true);
    private static readonly RequestNeeds Needs = NeedsOf("""{"type":"object"}""");

    private readonly HealthBook _health = new(new Random(1));

    [Fact]
    public void They_come_behind_all_others_with_a_reason()
    {
        var target = Target(new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/unknown").Route("c/has", can: Has), "auto");

        Ids(Planner.Create(target, Needs, default, Now)).ShouldBe("c/has b/unknown a/lacks");
        Fit.Words(Fit.Of(target.Slots[0].Route, Needs, default)).ShouldHaveSingleItem().ShouldStartWith("lacks structured output");
        Fit.Words(Fit.Of(target.Slots[2].Route, Needs, default)).ShouldBeEmpty();
    }

    [Fact]
    public void They_come_behind_those_in_trouble_and_their_own_troubled_ones_behind_them()
    {
        var target = Target(new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/lacks", can: Lacks).Route("c/has", can: Has).Route("d/has", can: Has), "auto");
        Strike(target, "a/lacks");
        Strike(target, "c/has");

        Ids(Planner.Create(target, Needs, default, Now)).ShouldBe("d/has c/has b/lacks a/lacks");
    }

    [Fact]
    public void They_come_behind_the_fallbacks_too()
    {
        var target = Target(
            new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/has", can: Has)
                .Pool("p", PoolStrategy.Priority, ["q"], ("a/lacks", 1)).Pool("q", PoolStrategy.Priority, [], ("b/has", 1)), "p");

        Ids(Planner.Create(target, Needs, default, Now)).ShouldBe("b/has a/lacks");
    }

    [Fact]
    public void What_costs_money_comes_behind_them()
    {
        var sketch = new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/paid", free: false, can: Has);
        var paid = new ModelTarget("q", TargetKind.Virtual, Target(sketch, "b/paid").Slots) { Spends = true };
        var target = new ModelTarget("p", TargetKind.Virtual, Target(sketch, "a/lacks").Slots) { Fallback = [paid] };

        var plan = Planner.Create(target, Needs, default, Now);
        Ids(plan).ShouldBe("a/lacks b/paid");
        plan.FirstPaid.ShouldBe(1);
    }

    [Fact]
    public void They_keep_what_else_orders_them()
    {
        var target = Target(new CatalogSketch().Route("a/small", context: 10, can: Lacks).Route("b/lacks", can: Lacks), "auto");
        var size = new RequestSize(new TokenEstimator(), Facts("""{"type":"object"}"""));

        Ids(Planner.Create(target, Needs, size, Now)).ShouldBe("b/lacks a/small");
    }

    [Fact]
    public void Turns_are_for_those_that_have_it_and_where_nobody_has_for_all()
    {
        var mixed = Target(new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/has", can: Has).Route("c/has", can: Has)
            .Pool("p", PoolStrategy.RoundRobin, [], ("a/lacks", 1), ("b/has", 1), ("c/has", 1)), "p");
        var first = Enumerable.Range(0, 4).Select(_ => Planner.Create(mixed, Needs, default, Now).Candidates[0].Route.Id).ToList();
        first.Distinct().Order().ShouldBe(["b/has", "c/has"]);
        first.GroupBy(id => id).ShouldAllBe(group => group.Count() == 2);

        var lacking = Target(new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/lacks", can: Lacks).Pool("p", PoolStrategy.RoundRobin, [], ("a/lacks", 1), ("b/lacks", 1)), "p");
        Enumerable.Range(0, 4).Select(_ => Planner.Create(lacking, Needs, default, Now).Candidates[0].Route.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_conversation_stays_among_them()
    {
        var sketch = new CatalogSketch();
        for (var i = 0; i < 6; i++)
            sketch.Route($"p{i}/m", can: Lacks);
        sketch.Pool("p", PoolStrategy.RoundRobin, [], [.. Enumerable.Range(0, 6).Select(i => ($"p{i}/m", 1))]);
        var target = Target(sketch, "p");

        var homes = Enumerable.Range(1, 50).Select(conversation => HomeOf((ulong)conversation)).ToList();
        homes.Distinct().Count().ShouldBeGreaterThan(3);
        Enumerable.Range(1, 50).Select(conversation => HomeOf((ulong)conversation)).ShouldBe(homes);

        string HomeOf(ulong conversation) => Planner.Create(target, Needs with { Conversation = conversation }, default, Now).Candidates[0].Route.Id;
    }

    [Fact]
    public void No_more_of_them_are_looked_at_than_anybody_would_try()
    {
        var sketch = new CatalogSketch();
        for (var i = 0; i < 50; i++)
            sketch.Route($"p{i}/m", can: Lacks);

        Planner.Create(Target(sketch, "auto"), Needs, default, Now, enough: 8).Candidates.Count.ShouldBe(8);
    }

    [Fact]
    public void Without_a_schema_that_can_be_told_they_are_out()
    {
        var target = Target(new CatalogSketch().Route("a/lacks", can: Lacks), "auto");
        foreach (var needs in (RequestNeeds[])[NeedsOf("""{"$ref":"#/no"}"""), Needs with { Prompt = null }])
            Planner.Create(target, needs, default, Now).Rejected.ShouldHaveSingleItem().Detail.ShouldBe("lacks structured_output");
    }

    private static RequestNeeds NeedsOf(string schema)
    {
        var body = Body(schema);
        var facts = Facts(schema);
        return RequestNeeds.Of(Operation.Chat, facts) with { Prompt = new SchemaPrompt(body, facts) };
    }

    private static byte[] Body(string schema) =>
        Encoding.UTF8.GetBytes($$$"""{"messages":[{"role":"user","content":"What is the answer to everything, and how long did it take to find?"}],"response_format":{"type":"json_schema","json_schema":{"schema":{{{schema}}} } } }""");

    private static RequestFacts Facts(string schema)
    {
        RequestReader.TryRead(Body(schema), Operation.Chat, out var facts, out var fault).ShouldBeTrue(fault.Message);
        return facts!;
    }

    private static string Ids(Plan plan) => string.Join(' ', plan.Candidates.Select(c => c.Route.Id));

    private ModelTarget Target(CatalogSketch sketch, string name)
    {
        var time = new VirtualTime();
        return new RoutingTable(sketch.Build(), new RouteBooks(_health, new QuotaLedger(time), new EvidenceBook(time), new MeasureBook())).Resolve(name)!;
    }

    private static void Strike(ModelTarget target, string route)
    {
        var health = target.Slots.Single(slot => slot.Route.Id == route).Candidates[0].Health;
        health.TryEnter(Now, out var pass).ShouldBeTrue();
        health.Record(pass, new Judgement(Verdict.Unreachable, Reach.Route), Now);
    }
}
