using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Wire;

namespace Gratis.Tests.Routing.Pools;

public sealed class PoolIndexTests
{
    [Theory]
    [InlineData("mine", "free large paid")]
    [InlineData("free", "large")]
    [InlineData("large", "free")]
    [InlineData("agents", "paid")]
    [InlineData("spendthrift", "free large paid")]
    [InlineData("paid", "")]
    public void A_chain_ends_and_what_costs_money_ends_it(string pool, string expected) =>
        string.Join(' ', Chains().Resolve(pool)!.Fallback.Select(fallback => fallback.Name)).ShouldBe(expected);

    [Fact]
    public void What_costs_money_is_planned_after_everything_that_does_not()
    {
        var plan = Planner.Create(Chains().Resolve("spendthrift")!, new RequestNeeds(Operation.Chat, Capability.None), default, TimeProvider.System.GetUtcNow());

        plan.Candidates.Select(candidate => candidate.Route.Id).ShouldBe(["a/own", "a/free", "a/large", "a/paid"]);
        plan.FirstPaid.ShouldBe(3);
    }

    [Fact]
    public void A_pool_that_nothing_backs_is_known_not_listed_and_served_by_its_fallback()
    {
        var table = Table(new CatalogSketch().Routes("a/large").Pool("empty", PoolStrategy.Weighted, ["large"]).Pool("large", PoolStrategy.Weighted, [], ("a/large", 1)));

        table.Resolve("empty").ShouldNotBeNull().Fallback.ShouldHaveSingleItem().Name.ShouldBe("large");
        table.VirtualModels.Select(model => model.Name).ShouldNotContain("empty");
        Planner.Create(table.Resolve("empty")!, new RequestNeeds(Operation.Chat, Capability.None), default, TimeProvider.System.GetUtcNow())
            .Candidates.ShouldHaveSingleItem().Route.Id.ShouldBe("a/large");
    }

    private static RoutingTable Chains() => Table(new CatalogSketch().Routes("a/own", "a/free", "a/large").Route("a/paid", free: false)
        .Pool("mine", PoolStrategy.Weighted, ["FREE", "paid"], ("a/own", 1))
        .Pool("free", PoolStrategy.Weighted, ["large"], ("a/free", 1))
        .Pool("large", PoolStrategy.Weighted, ["free"], ("a/large", 1))
        .Pool("agents", PoolStrategy.Weighted, ["paid"], ("a/own", 1))
        .Pool("spendthrift", PoolStrategy.Weighted, ["paid", "free", "nobody"], ("a/own", 1))
        .Pool("paid", PoolStrategy.Priority, [], ("a/paid", 1)).With(pool => pool with { Spends = true }));

    private static RoutingTable Table(CatalogSketch sketch) =>
        new(sketch.Build(), new RouteBooks(new HealthBook(new Random(1)), new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), new MeasureBook()));
}
