using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Tests.Time;
using Gratis.Wire;

namespace Gratis.Tests.Routing.Explaining;

/// <summary>A plan that is only looked at leaves everything as it found it.</summary>
public sealed class ForesightTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;
    private static readonly RequestNeeds Chat = new(Operation.Chat, Capability.None);

    public static TheoryData<PoolStrategy> Strategies => [.. Enum.GetValues<PoolStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void It_is_the_plan_that_the_next_request_gets_however_often_it_is_looked_at(PoolStrategy strategy)
    {
        var target = Target(new CatalogSketch().Provider("a", accounts: 3).Routes("a/m", "b/m", "c/m").Pool("p", strategy, [], ("a/m", 3), ("b/m", 2), ("c/m", 1)), "p");
        for (var request = 0; request < 20; request++)
        {
            var foreseen = Names(Planner.Foresee(target, Chat, default, Now));
            Names(Planner.Foresee(target, Chat, default, Now)).ShouldBe(foreseen);
            Names(Planner.Create(target, Chat, default, Now)).ShouldBe(foreseen);
        }
    }

    [Theory]
    [InlineData(PoolStrategy.Weighted)]
    [InlineData(PoolStrategy.RoundRobin)]
    public void Requests_are_served_in_the_order_they_would_have_had_without_the_looks(PoolStrategy strategy)
    {
        var sketch = new CatalogSketch().Provider("a", accounts: 2).Routes("a/m", "b/m").Pool("p", strategy, [], ("a/m", 2), ("b/m", 1));
        var (looked, alone) = (Target(sketch, "p"), Target(sketch, "p"));
        for (var request = 0; request < 12; request++)
        {
            for (var look = 0; look < request % 4; look++)
                Planner.Foresee(looked, Chat, default, Now);
            Names(Planner.Create(looked, Chat, default, Now)).ShouldBe(Names(Planner.Create(alone, Chat, default, Now)));
        }
    }

    [Fact]
    public void It_holds_everything_behind_the_name_where_a_request_stops_at_enough()
    {
        var target = Target(new CatalogSketch().Routes([.. Enumerable.Range(0, 60).Select(i => $"a/m{i}")]), "auto");
        Planner.Create(target, Chat, default, Now, enough: 32).Candidates.Count.ShouldBe(32);
        Planner.Foresee(target, Chat, default, Now).Candidates.Count.ShouldBe(60);
    }

    private static string Names(Plan plan) => string.Join(' ', plan.Candidates.Select(candidate => candidate.ToString()));

    private static ModelTarget Target(CatalogSketch sketch, string name)
    {
        var time = new VirtualTime();
        var books = new RouteBooks(new HealthBook(new Random(1)), new QuotaLedger(time), new EvidenceBook(time), new MeasureBook());
        return new RoutingTable(sketch.Build(), books).Resolve(name)!;
    }
}
