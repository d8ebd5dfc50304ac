using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Hosting.Options;
using static Gratis.Tests.Hosting.Catalogue.KnownWorld;

namespace Gratis.Tests.Hosting.Catalogue;

public sealed class RouteClaimsTests
{
    private readonly KnownWorld _world = new();

    [Fact]
    public void Each_source_beats_the_weaker_ones()
    {
        // Built in: tools. Then the list denies it, an answer shows it, a probe denies it, the config claims it, the owner denies it.
        _world.Has("groq").Lists("groq", Unpriced("openai/gpt-oss-120b"));
        Tools().ShouldBe("yes built_in");

        _world.Lists("groq", Unpriced("openai/gpt-oss-120b") with { Capabilities = new CapabilitySet(Capability.None, Capability.Tools) });
        Tools().ShouldBe("no provider_list");

        _world.Evidence.Of("groq/openai/gpt-oss-120b").Saw(Capability.Tools, has: true, "a call");
        Tools().ShouldBe("yes observed");

        _world.Evidence.Of("groq/openai/gpt-oss-120b").Saw(Capability.Tools, has: false, "two calls", ClaimSource.Probe);
        Tools().ShouldBe("no probe");

        _world.Options.Providers["groq"].Models.Add(new ModelOptions { Id = "openai/gpt-oss-120b", Tools = true });
        Tools().ShouldBe("yes owner");

        _world.Edit("groq/openai/gpt-oss-120b", edit => edit with { Capabilities = new CapabilitySet(Capability.None, Capability.Tools), At = _world.Now });
        Tools().ShouldBe("no owner");
    }

    [Fact]
    public void Nobody_s_word_is_nobody_s_word()
    {
        _world.Has("mine").Lists("mine", Free("a"));

        _world.Route("mine/a").Capabilities.ShouldBe(default);
    }

    [Fact]
    public void A_refusal_lowers_the_context_that_a_list_claims_and_nothing_else()
    {
        _world.Has("mine").Lists("mine", Free("a", context: 32_000) with { Capabilities = new CapabilitySet(Capability.Tools, Capability.None) });
        _world.Evidence.Of("mine/a").SawTooLong(8001, "at most 8000 tokens");

        _world.Route("mine/a").Context.ShouldBe(8000);
        _world.Route("mine/a").Capabilities.Supported.ShouldBe(Capability.Tools);
    }

    [Fact]
    public void A_refusal_never_raises_it()
    {
        _world.Has("mine").Lists("mine", Free("a", context: 4000));
        _world.Evidence.Of("mine/a").SawTooLong(8001, null);

        _world.Route("mine/a").Context.ShouldBe(4000);
    }

    [Fact]
    public void A_refused_parameter_is_left_out_from_then_on()
    {
        _world.Has("mine").Lists("mine", Free("a"));
        _world.Evidence.Of("mine/a").SawRefused("logit_bias", "unsupported");

        _world.Route("mine/a").RejectedParameters.ShouldContain("logit_bias");
    }

    [Fact]
    public void What_traffic_denied_is_tried_again_after_a_week_and_what_a_probe_denied_is_not()
    {
        _world.Has("mine").Lists("mine", Free("a"));
        _world.Evidence.Of("mine/a").Saw(Capability.Tools, has: false, "prose");
        _world.Evidence.Of("mine/a").Saw(Capability.Vision, has: false, "asked", ClaimSource.Probe);
        _world.Route("mine/a").Capabilities.Unsupported.ShouldBe(Capability.Tools | Capability.Vision);

        _world.Time.Advance(TimeSpan.FromDays(8));
        _world.Route("mine/a").Capabilities.Unsupported.ShouldBe(Capability.Vision);
    }

    [Fact]
    public void Every_claim_tells_its_layer_and_exactly_one_of_a_topic_is_believed()
    {
        _world.Has("groq", with => with.Models.Add(new ModelOptions { Id = "openai/gpt-oss-120b", Tools = true })).Lists("groq", Unpriced("openai/gpt-oss-120b") with { Context = 1 });
        _world.Evidence.Of("groq/openai/gpt-oss-120b").Saw(Capability.Tools, has: false, "prose");

        var tools = _world.Route("groq/openai/gpt-oss-120b").Dossier!.Claims().Where(claim => claim.Topic == "tools").ToArray();
        tools.Select(claim => claim.Evidence.Source.Layer).ShouldBe([ClaimLayer.Owner, ClaimLayer.Learned, ClaimLayer.Shipped]);
        tools.Select(claim => claim.IsBelieved).ShouldBe([true, false, false]);
    }

    private string Tools()
    {
        var route = _world.Route("groq/openai/gpt-oss-120b");
        var believed = route.Dossier!.Claims().First(claim => claim.Topic == "tools");
        (believed.Value == "true").ShouldBe(route.Capabilities.Supported.HasFlag(Capability.Tools));
        (believed.Value == "false").ShouldBe(route.Capabilities.Unsupported.HasFlag(Capability.Tools));
        return $"{(believed.Value == "true" ? "yes" : "no")} {believed.Evidence.Source.Spell()}";
    }
}
