using Gratis.Catalog;
using Gratis.Discovery.Listings;
using Gratis.Hosting.Options;
using static Gratis.Tests.Hosting.Catalogue.KnownWorld;

namespace Gratis.Tests.Hosting.Catalogue;

public sealed class RosterTests
{
    private readonly KnownWorld _world = new();

    [Fact]
    public void What_a_list_shows_to_be_free_serves_and_what_costs_waits()
    {
        _world.Has("mine").Lists("mine", Free("a"), Paid("b"), Unpriced("c"));

        _world.Route("mine/a").State.ShouldBe(RouteState.Enabled);
        _world.Route("mine/a").IsFree.ShouldBeTrue();
        _world.Route("mine/b").State.ShouldBe(RouteState.Found);
        _world.Route("mine/c").State.ShouldBe(RouteState.Found);
    }

    [Fact]
    public void Nothing_serves_unasked_when_the_owner_wants_to_be_asked()
    {
        _world.Options.Discovery.AutoEnable = false;
        _world.Has("mine").Lists("mine", Free("a"));

        _world.Route("mine/a").State.ShouldBe(RouteState.Found);
        _world.Route("mine/a").IsFree.ShouldBeTrue();
    }

    [Fact]
    public void The_owner_s_switch_beats_everything()
    {
        _world.Has("mine").Lists("mine", Free("a"), Paid("b"));
        _world.Edit("mine/a", edit => edit with { Enabled = false });
        _world.Edit("mine/b", edit => edit with { Enabled = true });

        _world.Route("mine/a").State.ShouldBe(RouteState.Disabled);
        _world.Route("mine/b").State.ShouldBe(RouteState.Enabled);
        _world.Route("mine/b").IsFree.ShouldBeFalse();
    }

    [Fact]
    public void Own_hardware_serves_what_it_has_and_none_of_it_is_a_free_tier()
    {
        _world.Has("home", with => with.Local = true).Lists("home", Unpriced("llama3.2:3b"));

        var route = _world.Route("home/llama3.2:3b");
        route.State.ShouldBe(RouteState.Enabled);
        route.IsFree.ShouldBeFalse();
        route.IsInFreeLanes.ShouldBeTrue();
    }

    [Theory]
    [InlineData("meta-llama/llama-guard-4-12b")]
    [InlineData("openai/whisper-large-v3")]
    [InlineData("black-forest-labs/flux-1-schnell")]
    [InlineData("playai-tts")]
    public void What_does_not_chat_is_left_out(string id)
    {
        _world.Has("mine").Lists("mine", Free(id), Free("ok"));

        _world.Ids.ShouldBe(["mine/ok"]);
    }

    [Fact]
    public void What_the_list_says_it_does_instead_leaves_it_out_too()
    {
        _world.Has("mine").Lists("mine", Free("a") with { Unfit = "makes images" }, Free("b"));

        _world.Ids.ShouldBe(["mine/b"]);
    }

    [Fact]
    public void The_owner_s_models_are_all_there_is_unless_a_list_is_asked_for()
    {
        _world.Has("groq", with => with.Models.Add(new ModelOptions { Id = "mine-only", Free = true }));

        _world.Ids.ShouldBe(["groq/mine-only"]);
    }

    [Fact]
    public void An_entry_of_the_owner_is_never_overwritten_by_a_list()
    {
        _world.Has("mine", with => with.Models.Add(new ModelOptions { Id = "a", Free = true, Context = 1000, Tools = false }))
            .Lists("mine", Paid("a") with { Context = 9000, Capabilities = new CapabilitySet(Capability.Tools, Capability.None) });

        var route = _world.Route("mine/a");
        route.IsFree.ShouldBeTrue();
        route.Context.ShouldBe(1000);
        route.Capabilities.Missing(Capability.Tools).ShouldBe(Capability.Tools);
    }

    [Fact]
    public void Before_the_first_list_known_models_serve_and_with_it_they_are_over()
    {
        _world.Has("openrouter");
        _world.Ids.ShouldNotBeEmpty();

        _world.Lists("openrouter", Free("vendor/brand-new:free"));
        _world.Ids.ShouldBe(["openrouter/vendor/brand-new:free"]);
    }

    [Fact]
    public void Where_lists_leave_out_what_answers_known_models_stay()
    {
        _world.Has("zhipu").Lists("zhipu", Unpriced("glm-5"));

        _world.Ids.Count(id => id != "zhipu/glm-5").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Curated_claims_count_until_something_better_is_known()
    {
        _world.Has("groq").Lists("groq", Unpriced("openai/gpt-oss-120b"));

        _world.Route("groq/openai/gpt-oss-120b").Capabilities.Supported.HasFlag(Capability.Tools).ShouldBeTrue();
    }

    [Fact]
    public void A_bare_id_from_one_provider_s_facts_frees_no_twin_elsewhere()
    {
        _world.Has("gemini").Lists("gemini", Unpriced("gemini-3.5-flash"));
        _world.Has("reseller").Lists("reseller", Unpriced("gemini-3.5-flash"), Unpriced("google/gemini-3.5-flash"));

        _world.Route("gemini/gemini-3.5-flash").IsFree.ShouldBeTrue();
        _world.Route("reseller/gemini-3.5-flash").IsFree.ShouldBeFalse();
        _world.Route("reseller/google/gemini-3.5-flash").IsFree.ShouldBeFalse();
    }

    [Fact]
    public void The_owner_s_bare_belief_is_meant_everywhere_and_a_full_one_at_one_provider()
    {
        _world.Options.BelievedFree.Add("M1");
        _world.Options.BelievedFree.Add("a/m2");
        _world.Has("a").Lists("a", Unpriced("m1"), Unpriced("m2"));
        _world.Has("b").Lists("b", Unpriced("m1"), Unpriced("m2"));

        _world.Build().Snapshot.Routes.Where(route => route.IsFree).Select(route => route.Id).Order().ShouldBe(["a/m1", "a/m2", "b/m1"]);
    }

    [Fact]
    public void A_key_in_the_environment_is_all_it_takes()
    {
        var routes = _world.Build(name => name == "GROQ_API_KEY" ? "k" : null).Snapshot.Routes;

        routes.ShouldContain(route => route.Provider.Id == "groq" && route.IsFree && route.State == RouteState.Enabled);
    }
}
