using Gratis.Catalog;
using Gratis.Discovery.Listings;
using Gratis.Hosting.Options;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

/// <summary>The shipped pools of a catalogue that is made of lists and config.</summary>
public sealed class BuiltPoolsTests
{
    [Fact]
    public void A_member_that_hardly_ever_serves_makes_room_for_a_weaker_one()
    {
        var world = new KnownWorld().Has("a").Lists("a", [.. Enumerable.Range(0, 11).Select(i => Tool($"m{i:00}-70b"))]);
        world.Build().Primary.ShouldNotBeNull().ShouldNotContain("a/m10-70b");

        for (var i = 0; i < 60; i++) world.Measures.Route("a/m00-70b").Failed(world.Now);

        world.Build().Primary.ShouldNotBeNull().ShouldContain("a/m10-70b");
        world.Build().Primary!.ShouldNotContain("a/m00-70b");
    }

    [Fact]
    public void An_owner_s_primary_leaves_the_shipped_one_s_places_alone()
    {
        var world = new KnownWorld().Has("a").Lists("a", Tool("m"));
        world.Build().Primary.ShouldBe(["a/m"]);

        world.Options.Pools["Primary"] = new PoolOptions { Targets = { new PoolTargetOptions { Model = "a/m" } } };

        world.Build().Primary.ShouldBeNull();
        world.Build().Snapshot.Pools.Count(pool => pool.Name.Equals("primary", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
    }

    [Fact]
    public void A_patience_without_a_span_is_a_minute()
    {
        var world = new KnownWorld();
        world.Options.Pools["p"] = new PoolOptions { AllowedFails = 3 };
        world.Options.Pools["q"] = new PoolOptions { CooldownTime = TimeSpan.FromSeconds(5) };

        var pools = world.Build().Snapshot.Pools;

        pools.Single(pool => pool.Name == "p").Patience.ShouldBe(new PoolPatience(3, TimeSpan.FromSeconds(60)));
        pools.Single(pool => pool.Name == "q").Patience.ShouldBeNull();
    }

    private static ListedModel Tool(string id) =>
        KnownWorld.Free(id, 65_536) with { Capabilities = default(CapabilitySet).With(Capability.Tools, true) };
}
