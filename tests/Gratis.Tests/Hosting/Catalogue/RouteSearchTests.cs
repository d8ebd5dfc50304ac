using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Hosting.Options;
using Gratis.Routing;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using static Gratis.Tests.Hosting.Catalogue.KnownWorld;

namespace Gratis.Tests.Hosting.Catalogue;

/// <summary>Which routes search the web, by whose word, and who may spend on it.</summary>
public sealed class RouteSearchTests
{
    private static readonly RequestNeeds Asked = new(Operation.Chat, Capability.WebSearch);
    private static readonly RequestNeeds Forced = Asked with { SearchesWeb = true };

    private readonly KnownWorld _world = new();

    [Fact]
    public void Facts_say_it_of_models_and_the_claim_names_them()
    {
        _world.Has("groq").Lists("groq", Unpriced("openai/gpt-oss-120b"), Unpriced("groq/compound-mini"), Unpriced("qwen/qwen3.8-27b"));

        Overlay("groq/openai/gpt-oss-120b").ShouldContain("browser_search");
        Overlay("groq/groq/compound-mini").ShouldContain("compound_custom");
        _world.Route("groq/qwen/qwen3.8-27b").Search.ShouldBeNull();
        var claim = _world.Route("groq/openai/gpt-oss-120b").Dossier!.Claims().Single(claim => claim.Topic == "web_search");
        (claim.Value, claim.IsBelieved, claim.Evidence.Source).ShouldBe(("true", true, ClaimSource.BuiltIn));
        claim.Evidence.From.ShouldContain("browser-search");
    }

    [Fact]
    public void A_stronger_word_takes_it_away_and_gives_it()
    {
        _world.Has("groq").Lists("groq", Unpriced("openai/gpt-oss-120b"), Unpriced("qwen/qwen3.8-27b"));
        _world.Evidence.Of("groq/openai/gpt-oss-120b").Saw(Capability.WebSearch, has: false, "a refusal", ClaimSource.Probe);
        _world.Route("groq/openai/gpt-oss-120b").Search.ShouldBeNull();

        _world.Edit("groq/qwen/qwen3.8-27b", edit => edit with { Capabilities = new CapabilitySet(Capability.WebSearch, Capability.None), At = _world.Now });
        Overlay("groq/qwen/qwen3.8-27b").ShouldContain("compound_custom", customMessage: "the owner's word, in the provider's usual words");
    }

    [Fact]
    public void A_known_provider_that_nobody_knows_how_to_ask_is_not_asked_on_a_list_s_word_alone()
    {
        var searches = Unpriced("m") with { Capabilities = new CapabilitySet(Capability.WebSearch, Capability.None) };
        _world.Has("mistral").Lists("mistral", searches);
        _world.Route("mistral/m").Search.ShouldBeNull();

        _world.Has("mine").Lists("mine", searches);
        _world.Route("mine/m").Search.ShouldBe(new WebSearchOffer(null, IsCharged: false), "nobody describes it, so it speaks as OpenAI does");

        _world.Has("mistral", options => options.Models.Add(new ModelOptions { Id = "m", WebSearch = true }));
        _world.Route("mistral/m").Search.ShouldBe(new WebSearchOffer(null, IsCharged: false));
    }

    [Fact]
    public void A_route_that_refuses_what_it_would_be_asked_with_is_not_asked()
    {
        _world.Has("groq", options => options.RejectedParameters.Add("tools")).Lists("groq", Unpriced("openai/gpt-oss-120b"), Unpriced("groq/compound"));

        _world.Route("groq/openai/gpt-oss-120b").Search.ShouldBeNull();
        _world.Route("groq/groq/compound").Search.ShouldNotBeNull();
    }

    [Fact]
    public void A_search_that_costs_is_for_a_named_route_or_the_owner_s_word()
    {
        _world.Has("openrouter").Lists("openrouter", Free("a/b:free"));
        var route = _world.Route("openrouter/a/b:free");
        route.IsFree.ShouldBeTrue();
        route.Search!.IsCharged.ShouldBeTrue();

        foreach (var needs in (RequestNeeds[])[Asked, Forced])
        {
            SearchGate.Objection(route, TargetKind.Virtual, needs).ShouldNotBeNull().ShouldContain("costs money");
            SearchGate.Objection(route, TargetKind.Model, needs).ShouldNotBeNull();
            SearchGate.Objection(route, TargetKind.Pinned, needs).ShouldBeNull();
        }

        _world.Has("openrouter", options => options.Models.Add(new ModelOptions { Id = "a/b:free", WebSearch = true }));
        SearchGate.Objection(_world.Route("openrouter/a/b:free"), TargetKind.Virtual, Forced).ShouldBeNull();
    }

    [Fact]
    public void Only_its_own_endpoint_turns_unknown_routes_away()
    {
        _world.Has("mine").Lists("mine", Free("m"));
        var route = _world.Route("mine/m");

        SearchGate.Objection(route, TargetKind.Virtual, new RequestNeeds(Operation.Chat, Capability.None)).ShouldBeNull();
        SearchGate.Objection(route, TargetKind.Virtual, Asked).ShouldBeNull();
        SearchGate.Objection(route, TargetKind.Pinned, Forced).ShouldNotBeNull();
    }

    private string Overlay(string route) => _world.Route(route).Search.ShouldNotBeNull().Overlay.ShouldNotBeNull();
}
