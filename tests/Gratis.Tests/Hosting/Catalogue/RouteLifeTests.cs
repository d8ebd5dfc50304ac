using Gratis.Catalog;
using Gratis.Catalog.Learned;
using static Gratis.Tests.Hosting.Catalogue.KnownWorld;

namespace Gratis.Tests.Hosting.Catalogue;

public sealed class RouteLifeTests
{
    private readonly KnownWorld _world = new KnownWorld().Has("mine").Lists("mine", Free("a"), Free("b"));

    [Fact]
    public void Missing_from_the_list_alone_is_no_proof()
    {
        Vanish();

        var route = _world.Route("mine/a");
        route.State.ShouldBe(RouteState.Enabled);
        route.Dossier!.MissingSince.ShouldBe(_world.Now);
    }

    [Fact]
    public void Missing_routes_are_tried_last()
    {
        _world.Ids.First().ShouldBe("mine/a");
        Vanish();

        _world.Ids.First().ShouldBe("mine/b");
    }

    [Fact]
    public void Missing_and_unknown_to_a_call_are_two_proofs()
    {
        Vanish();
        _world.Evidence.Of("mine/a").SawGone("no such model");

        var route = _world.Route("mine/a");
        route.State.ShouldBe(RouteState.Dead);
        route.Dossier!.StateReason.ShouldNotBeNull().ShouldContain("no such model");
    }

    [Fact]
    public void One_call_against_the_list_s_word_is_not_enough_and_two_a_while_apart_are()
    {
        _world.Evidence.Of("mine/a").SawGone("404");
        _world.Route("mine/a").State.ShouldBe(RouteState.Enabled);

        _world.Time.Advance(TimeSpan.FromHours(2));
        _world.Evidence.Of("mine/a").SawGone("404");
        _world.Route("mine/a").State.ShouldBe(RouteState.Dead);
    }

    [Fact]
    public void An_answer_brings_a_dead_route_back()
    {
        Vanish();
        _world.Evidence.Of("mine/a").SawGone("404");
        _world.Evidence.Of("mine/a").SawServed();

        _world.Route("mine/a").State.ShouldBe(RouteState.Enabled);
    }

    [Fact]
    public void A_listed_return_brings_it_back()
    {
        Vanish();
        _world.Evidence.Of("mine/a").SawGone("404");
        _world.Lists("mine", Free("a"), Free("b"));
        _world.Evidence.Of("mine/a").CameBack();

        _world.Route("mine/a").State.ShouldBe(RouteState.Enabled);
    }

    [Fact]
    public void An_accepted_removal_takes_the_route_out()
    {
        Vanish();
        _world.Evidence.Of("mine/a").Learn(LearnedTopics.Suggestion + "remove_route", "accepted", Gratis.Catalog.Claims.ClaimSource.Owner, null, 1);

        _world.Ids.ShouldBe(["mine/b"]);
    }

    [Fact]
    public void An_accepted_addition_serves()
    {
        _world.Lists("mine", Free("a"), Free("b"), Unpriced("c"));
        _world.Evidence.Of("mine/c").Learn(LearnedTopics.Suggestion + "add_route", "accepted", Gratis.Catalog.Claims.ClaimSource.Owner, null, 1);

        _world.Route("mine/c").State.ShouldBe(RouteState.Enabled);
        _world.Route("mine/c").IsInFreeLanes.ShouldBeFalse();
    }

    private void Vanish() => _world.Lists("mine", Free("b"));
}
