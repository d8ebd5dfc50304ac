using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Hosting.Options;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

/// <summary>What holds for whatever catalogue and whoever was in primary before.</summary>
public sealed class ShippedProperties
{
    [Fact]
    public void Nothing_outside_its_lane_is_ever_in_a_pool() => ForAll(static (random, routes) =>
    {
        var spill = new SpillOptions { Enabled = random.Next(2) == 0, MonthlyBudgetUsd = random.Next(2) };
        var byId = routes.ToDictionary(route => route.Id);
        foreach (var pool in Pools(routes, Some(random, routes), spill))
        {
            foreach (var route in pool.Targets.Select(target => byId[target.Model]))
            {
                (route.Kind is null or ModelKind.Chat).ShouldBeTrue();
                route.Provider.ExposeToVirtualModels.ShouldBeTrue();
                route.Provider.IsLocal.ShouldBeFalse();
                route.IsFree.ShouldBe(!pool.Spends);
                if (pool.Spends)
                    (spill.Enabled && spill.MonthlyBudgetUsd > 0 && route.Price is not null).ShouldBeTrue();
                else
                    route.State.ShouldBe(RouteState.Enabled);
                if (pool.Name == "primary")
                    (route.Context >= 16_384 && route.Capabilities.Supported.HasFlag(Capability.Tools)).ShouldBeTrue();
            }

            pool.Targets.Select(target => target.Model).ShouldBeUnique();
            pool.Targets.ShouldAllBe(target => target.Weight > 0);
            pool.Targets.Count.ShouldBeLessThanOrEqualTo(10);
        }
    });

    [Fact]
    public void The_same_catalogue_gives_the_same_pools_however_it_is_shuffled() => ForAll(static (random, routes) =>
    {
        var before = Some(random, routes);
        Route[] shuffled = [.. routes];
        random.Shuffle(shuffled);

        Primary(shuffled, before).ShouldBe(Primary(routes, before));
        Spell(Pools(routes, before, new SpillOptions())).ShouldBe(Spell(Pools(routes, before, new SpillOptions())));
    });

    [Fact]
    public void A_choice_that_is_made_again_moves_nobody() => ForAll(static (random, routes) =>
    {
        var once = Primary(routes, Some(random, routes));

        Primary(routes, once).ShouldBe(once);
    });

    [Fact]
    public void Whoever_loses_a_place_was_beaten_by_the_margin_or_was_not_well() => ForAll(static (random, routes) =>
    {
        var entries = Entries(random, routes);
        string[] before = [.. PrimaryPool.Choose(Entries(random, routes), Some(random, routes)).Select(member => member.Id)];

        var now = PrimaryPool.Choose(entries, before);

        now.Count.ShouldBe(Math.Min(PrimaryPool.Size, entries.Count));
        foreach (var loser in entries.Where(entry => entry.IsHealthy && before.Contains(entry.Id) && !now.Contains(entry)))
            now.Where(member => !before.Contains(member.Id)).ShouldContain(member => member.Points >= loser.Points + PrimaryPool.Margin);
    });

    [Fact]
    public void Nobody_stays_out_who_leads_a_member_by_the_margin() => ForAll(static (random, routes) =>
    {
        var entries = Entries(random, routes);

        var now = PrimaryPool.Choose(entries, Some(random, routes));

        foreach (var outsider in entries.Where(entry => entry.IsHealthy && !now.Contains(entry)))
            now.ShouldAllBe(member => member.IsHealthy && outsider.Points < member.Points + PrimaryPool.Margin);
    });

    private static IReadOnlyList<string> Primary(IReadOnlyList<Route> routes, IReadOnlyList<string> before) =>
        [.. PrimaryPool.Choose(PrimaryLane.Of(routes, RankOrder.Empty, new PrimaryBlocklist([])), before).Select(member => member.Id)];

    private static IReadOnlyList<Pool> Pools(IReadOnlyList<Route> routes, IReadOnlyList<string> before, SpillOptions spill) =>
        ShippedPools.Of(routes, Primary(routes, before), spill);

    private static string Spell(IEnumerable<Pool> pools) =>
        string.Join('\n', pools.Select(pool => $"{pool.Name}: {string.Join(' ', pool.Targets.Select(target => $"{target.Model}x{target.Weight}"))}"));

    private static IReadOnlyList<PrimaryEntry> Entries(Random random, IReadOnlyList<Route> routes) =>
        [.. routes.Select(route => new PrimaryEntry(route.Id, random.Next(60), random.Next(5) > 0))];

    private static string[] Some(Random random, IReadOnlyList<Route> routes) => [.. routes.Where(_ => random.Next(3) == 0).Select(route => route.Id).Append("gone/for-good")];

    private static void ForAll(Action<Random, IReadOnlyList<Route>> check) => Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        check(random, [.. Enumerable.Range(0, random.Next(40)).Select(i => Any(random, i))]);
    }).Check(Properties.Config.WithMaxTest(200));

    private static Route Any(Random random, int i) => new RouteSketch($"p{random.Next(4)}/model-{i}-{random.Next(3, 200)}b")
    {
        IsFree = random.Next(4) > 0,
        IsLocal = false,
        IsExposed = random.Next(6) > 0,
        Kind = random.Next(8) switch { 0 => ModelKind.Embedding, 1 => ModelKind.Rerank, 2 => null, _ => ModelKind.Chat },
        State = random.Next(8) switch { 0 => RouteState.Found, 1 => RouteState.Dead, 2 => RouteState.Disabled, _ => RouteState.Enabled },
        Tier = (ModelTier)random.Next(4),
        Context = random.Next(5) switch { 0 => null, 1 => 8_192, 2 => 16_384, _ => 131_072 },
        Tools = random.Next(6) switch { 0 => null, 1 => false, _ => true },
        Price = random.Next(3) == 0 ? null : new Price(random.Next(3), random.Next(9)),
        Quality = random.Next(60),
    } is var sketch && random.Next(8) == 0 ? (sketch with { IsLocal = true, IsFree = false }).Build() : sketch.Build();
}
