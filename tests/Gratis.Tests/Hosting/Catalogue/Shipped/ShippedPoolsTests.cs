using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Catalog.Models;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Hosting.Options;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

public sealed class ShippedPoolsTests
{
    private static readonly RouteSketch[] Strangers =
    [
        new RouteSketch("p/paid") { IsFree = false },
        new RouteSketch("p/home") { IsFree = false, IsLocal = true },
        new RouteSketch("p/hidden") { IsExposed = false },
        new RouteSketch("p/found") { State = RouteState.Found },
        new RouteSketch("p/dead") { State = RouteState.Dead },
        new RouteSketch("p/off") { State = RouteState.Disabled },
        new RouteSketch("p/embeds") { Kind = ModelKind.Embedding },
        new RouteSketch("p/ranks") { Kind = ModelKind.Rerank },
    ];

    [Theory]
    [InlineData("chat-free", "Lite Standard Large Reasoning Standard Lite Standard Standard", "0x3 1x2 4x2 5x1 6x1")]
    [InlineData("chat-free", "Large Reasoning", "")]
    [InlineData("chat-free", "Standard", "0x3")]
    [InlineData("reasoning-free", "Reasoning Lite Reasoning Reasoning Reasoning Reasoning", "0x3 2x2 3x2 4x1")]
    [InlineData("reasoning-free", "Lite Large", "")]
    [InlineData("chat-free-large", "Lite Large Large Large Large Large", "1x3 2x2 3x1 4x1")]
    [InlineData("chat-lite", "Standard Lite Lite Lite Lite", "1x3 2x2 3x1")]
    [InlineData("chat", "Lite Standard Large Reasoning", "0x1 1x1 2x1 3x1")]
    [InlineData("chat", "Lite Lite Lite Lite Lite Lite Lite Lite Lite Lite Lite Lite", "0x1 1x1 2x1 3x1 4x1 5x1 6x1 7x1 8x1 9x1")]
    public void The_best_of_each_tier_share_by_weight(string name, string tiers, string expected)
    {
        Route[] ranked = [.. tiers.Split(' ').Select((tier, i) => new RouteSketch($"p/{i}") { Tier = Enum.Parse<ModelTier>(tier) }.Build())];

        string.Join(' ', Pool(name, ranked).Targets.Select(target => $"{target.Model[2..]}x{target.Weight}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("chat-free", PoolStrategy.Weighted, "chat-free-large")]
    [InlineData("reasoning-free", PoolStrategy.Weighted, "chat-free-large")]
    [InlineData("chat-free-large", PoolStrategy.Weighted, "chat-free")]
    [InlineData("chat-lite", PoolStrategy.Weighted, "chat-free")]
    [InlineData("chat", PoolStrategy.Ranked, "")]
    [InlineData("primary", PoolStrategy.Weighted, "paid-tools")]
    [InlineData("paid-tools", PoolStrategy.Priority, "")]
    public void Each_has_its_strategy_and_whom_it_falls_back_on(string name, PoolStrategy strategy, string fallback)
    {
        var pool = Pool(name);

        (pool.Strategy, string.Join(' ', pool.Fallback), pool.Spends).ShouldBe((strategy, fallback, name == "paid-tools"));
    }

    [Fact]
    public void What_is_outside_the_free_lane_is_in_none_of_them()
    {
        foreach (var stranger in Strangers)
        {
            foreach (var pool in ShippedPools.Of([stranger.Build()], [], Spill(budget: 0)))
                pool.Targets.ShouldBeEmpty($"{pool.Name} holds {stranger}");
        }
    }

    [Fact]
    public void Primary_s_head_carries_nearly_half()
    {
        var primary = ShippedPools.Of([], [.. Enumerable.Range(0, 12).Select(i => $"p/{i}")], new SpillOptions()).Single(pool => pool.Name == "primary");

        primary.Targets.Select(target => target.Weight).ShouldBe([6, 6, 3, 3, 3, 1, 1, 1, 1, 1]);
    }

    [Theory]
    [InlineData(false, 5, "")]
    [InlineData(true, 0, "")]
    [InlineData(true, 5, "p/named p/other")]
    public void Money_is_there_only_with_a_switch_and_a_budget(bool enabled, int budget, string expected) =>
        Ids(Pool("paid-tools", Spill(budget, enabled, "p/named", "p/other"))).ShouldBe(expected);

    [Fact]
    public void Without_named_routes_the_cheapest_five_that_call_tools_may_be_paid()
    {
        Route[] ranked =
        [
            Paid("p/dear", 5, 25), Paid("p/cheap", 0.1m, 0.4m), Paid("p/writes-dear", 0.1m, 4), Paid("p/reads-dear", 2, 0.1m), Paid("p/mid", 0.5m, 1), Paid("p/free-input", 0, 1),
            new RouteSketch("p/unpriced") { IsFree = false }.Build(),
            new RouteSketch("p/no-tools") { IsFree = false, Tools = null, Price = new(0.01m, 0.01m) }.Build(),
            new RouteSketch("p/zero") { IsFree = false, Price = new(0, 0) }.Build(),
            new RouteSketch("p/free") { Price = new(0.01m, 0.01m) }.Build(),
            new RouteSketch("p/home") { IsFree = false, IsLocal = true, Price = new(0.01m, 0.01m) }.Build(),
            new RouteSketch("p/off") { IsFree = false, State = RouteState.Disabled, Price = new(0.01m, 0.01m) }.Build(),
            new RouteSketch("p/billed") { IsFree = false, Layer = FreeLayer.CostObserved, Price = new(0.01m, 0.01m) }.Build(),
            new RouteSketch("p/gone") { IsFree = false, MissingSince = DateTimeOffset.UnixEpoch, Price = new(0.01m, 0.01m) }.Build(),
        ];

        Ids(ShippedPools.Of(ranked, [], Spill(budget: 1)).Single(pool => pool.Name == "paid-tools"))
            .ShouldBe("p/cheap p/free-input p/mid p/writes-dear p/reads-dear");
    }

    [Fact]
    public void The_owner_s_pool_of_the_same_name_takes_the_place_of_a_shipped_one()
    {
        Pool[] owners = [new Pool("Chat-Free", PoolStrategy.Ranked, [new PoolTarget("p/mine", 1)], []), new Pool("own", PoolStrategy.Ranked, [], [])];

        var pools = ShippedPools.Under(owners, ShippedPools.Of([], [], new SpillOptions()));

        pools.Select(pool => pool.Name).ShouldBe(["Chat-Free", "own", "reasoning-free", "chat-free-large", "chat-lite", "chat", "primary", "paid-tools"]);
        pools[0].ShouldBe(owners[0]);
    }

    [Fact]
    public void Whatever_is_called_paid_tools_spends()
    {
        var pools = ShippedPools.Under([new Pool("paid-tools", PoolStrategy.Priority, [new PoolTarget("p/gold", 1)], [])], ShippedPools.Of([], [], new SpillOptions()));

        pools.Where(pool => pool.Spends).ShouldHaveSingleItem().Targets.ShouldHaveSingleItem().Model.ShouldBe("p/gold");
    }

    [Fact]
    public void The_names_are_those_of_the_pools() =>
        ShippedPools.Of([], [], new SpillOptions()).Select(pool => pool.Name).ShouldBe(ShippedPools.Names);

    private static Pool Pool(string name, params Route[] ranked) => ShippedPools.Of(ranked, [], new SpillOptions()).Single(pool => pool.Name == name);

    private static Pool Pool(string name, SpillOptions spill) => ShippedPools.Of([], [], spill).Single(pool => pool.Name == name);

    private static string Ids(Pool pool) => string.Join(' ', pool.Targets.Select(target => target.Model));

    private static Route Paid(string id, decimal input, decimal output) =>
        new RouteSketch(id) { IsFree = false, State = RouteState.Found, Price = new(input, output) }.Build();

    private static SpillOptions Spill(int budget, bool enabled = true, params string[] targets)
    {
        var spill = new SpillOptions { Enabled = enabled, MonthlyBudgetUsd = budget };
        foreach (var target in targets) spill.Targets.Add(target);
        return spill;
    }
}
