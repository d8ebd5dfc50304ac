using Gratis.Catalog;
using Gratis.Discovery;

namespace Gratis.Tests.Discovery;

public sealed class DiscoveryTargetsTests
{
    private static readonly Provider[] Providers =
    [
        DiscoveryWorld.Provider("a"),
        DiscoveryWorld.Provider("given") with { IsOpenEnded = false },
        DiscoveryWorld.Provider("listless") with { ListingUrl = null },
        DiscoveryWorld.Local("ollama"),
    ];

    [Fact]
    public void With_nobody_named_everybody_is_asked_whose_models_are_not_given() => Ids(true).ShouldBe(["a", "ollama"]);

    [Fact]
    public void Whoever_is_named_is_asked_though_his_models_are_given_and_nobody_else() => Ids(true, "GIVEN", "nobody").ShouldBe(["given"]);

    [Fact]
    public void Without_a_list_there_is_nothing_to_ask() => Ids(true, "listless").ShouldBeEmpty();

    [Fact]
    public void Switched_off_nobody_is_asked() => Ids(false, "a", "given").ShouldBeEmpty();

    [Fact]
    public void An_origin_tells_addresses_and_keys_apart_and_holds_neither()
    {
        var target = Target(DiscoveryWorld.Provider("a", "secret-1"));
        var otherKey = Target(DiscoveryWorld.Provider("a", "secret-2"));
        var otherAddress = Target(DiscoveryWorld.Provider("a", "secret-1") with { ListingUrl = new Uri("http://b.test/v1/models") });

        Target(DiscoveryWorld.Provider("a", "secret-1")).Origin.ShouldBe(target.Origin);
        new[] { target.Origin, otherKey.Origin, otherAddress.Origin }.ShouldBeUnique();
        (target.MayHaveListed(otherKey.Origin), target.MayHaveListed(otherAddress.Origin), target.MayHaveListed(null)).ShouldBe((true, false, true));
        target.Origin.ShouldNotContain("secret");
    }

    private static ListingTarget Target(Provider provider) => DiscoveryTargets.Choose(true, [], [provider]).Single();

    private static IEnumerable<string> Ids(bool enabled, params string[] named) =>
        DiscoveryTargets.Choose(enabled, named, Providers).Select(target => target.Provider.Id);
}
