using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.AutoRoute;

/// <summary>Which tier answers under <c>auto</c>, and which when that one cannot.</summary>
public sealed class TierRuleTests
{
    private const string Open = "What is the capital of the country to the north of Spain?";
    private const string Tools = """ "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}], """;

    [Theory]
    [InlineData("hi", "", "lite", "lite (small talk)")]
    [InlineData("你好", "", "lite", "lite (small talk)")]
    [InlineData(Open, "", "standard", "standard (undecided)")]
    [InlineData("Write code that sorts a list", "", "large", "large (work words)")]
    [InlineData("帮我写代码", "", "large", "large (work words)")]
    [InlineData("Prove that it is even", "", "thinker", "reasoning (reasoning words)")]
    [InlineData("请证明", "", "thinker", "reasoning (reasoning words)")]
    [InlineData("How do I improve?!?!?", "", "standard", "standard (undecided)")]
    [InlineData("hi", Tools, "large", "large (tools)")]
    public async Task The_request_chooses_its_tier(string text, string members, string provider, string tier)
    {
        await using var tiers = await TieredUpstreams.StartAsync();

        var reply = (await tiers.AskAsync(text, members: members)).ShouldBeServed();

        reply["X-Gateway-Provider"].ShouldBe(provider);
        reply["X-Gateway-Tier"].ShouldBe(tier);
        reply["X-Gateway-Attempts"].ShouldBe("1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("Auto")]
    [InlineData("llmproxy/auto")]
    [InlineData("llmproxy__auto")]
    [InlineData("LLMPROXY/AUTO")]
    public async Task However_auto_is_spelled_it_is_auto(string model)
    {
        await using var tiers = await TieredUpstreams.StartAsync();

        var reply = (await tiers.AskAsync("hi", model)).ShouldBeServed();

        (reply["X-Gateway-Tier"], reply["X-Gateway-Provider"]).ShouldBe(("lite (small talk)", "lite"));
        var plan = (await tiers.Gateway.PostAsync("/v1/gateway/explain", TieredUpstreams.Body("hi", model))).ShouldBeServed().Json;
        plan.GetProperty("tier").GetString().ShouldBe("lite");
    }

    [Theory]
    [InlineData("auto:large", "large")]
    [InlineData("llmproxy/auto:large", "large")]
    [InlineData("free", null)]
    [InlineData("llmproxy/loadbalanced", null)]
    public async Task Another_name_says_its_tier_itself_or_has_none(string model, string? provider)
    {
        await using var tiers = await TieredUpstreams.StartAsync();

        var reply = (await tiers.AskAsync("hi", model)).ShouldBeServed();

        reply["X-Gateway-Tier"].ShouldBeNull();
        if (provider is not null)
            reply["X-Gateway-Provider"].ShouldBe(provider);
    }

    [Theory]
    [InlineData(4000, "standard", "standard (undecided)")]
    [InlineData(4001, "large", "large (much text)")]
    public async Task Chinese_is_counted_in_characters_not_in_bytes(int characters, string provider, string tier)
    {
        await using var tiers = await TieredUpstreams.StartAsync();

        var reply = (await tiers.AskAsync(new string('海', characters))).ShouldBeServed();

        reply["X-Gateway-Provider"].ShouldBe(provider);
        reply["X-Gateway-Tier"].ShouldBe(tier);
    }

    [Fact]
    public async Task An_empty_model_means_auto_and_a_stream_tells_its_tier_too()
    {
        await using var tiers = await TieredUpstreams.StartAsync();
        tiers.Lite.Then(Words("hello"));

        (await tiers.AskAsync("Prove it", model: "")).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("reasoning (reasoning words)");
        using var stream = await tiers.Gateway.OpenAsync(TieredUpstreams.Body("hi", members: "\"stream\":true,"));

        stream["X-Gateway-Tier"].ShouldBe("lite (small talk)");
        (await stream.ReadToEndAsync()).ShouldContain("hello");
    }

    [Fact]
    public async Task A_stream_whose_head_is_gone_already_tells_its_tier_in_a_comment()
    {
        var answer = new TaskCompletionSource();
        await using var tiers = await TieredUpstreams.StartAsync();
        tiers.Lite.Then(After(answer.Task, Words("hello")));

        var opening = tiers.Gateway.OpenAsync(TieredUpstreams.Body("hi", members: "\"stream\":true,"));
        await tiers.Lite.NextCallAsync();
        tiers.Gateway.Time.Skip(TimeSpan.FromSeconds(11));
        using var stream = await opening;
        answer.SetResult();

        stream["X-Gateway-Tier"].ShouldBeNull();
        (await stream.ReadToEndAsync()).ShouldContain(" trail=lite/mini-7b=served tier=lite (small talk)\n\n");
    }

    [Fact]
    public async Task What_is_asked_by_name_chooses_no_tier()
    {
        await using var tiers = await TieredUpstreams.StartAsync("enabled: true, classifier: sorter/tiny-3b");

        foreach (var model in (string[])["free", "large/free", "standard/plain-32b", "plain-32b"])
            (await tiers.AskAsync(Open, model)).ShouldBeServed()["X-Gateway-Tier"].ShouldBeNull(model);

        tiers.Sorter.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Prove it", "thinker,large,standard,lite")]
    [InlineData("Write code", "large,standard,lite,thinker")]
    [InlineData(Open, "standard,large,lite,thinker")]
    [InlineData("hi", "lite,standard,large,thinker")]
    public async Task A_tier_that_is_rate_limited_gives_way_to_the_next(string text, string order)
    {
        await using var tiers = await TieredUpstreams.StartAsync();
        var upstreams = new Dictionary<string, FakeUpstream>
        {
            ["lite"] = tiers.Lite, ["standard"] = tiers.Standard, ["large"] = tiers.Large, ["thinker"] = tiers.Reasoning,
        };

        foreach (var (provider, next) in order.Split(',').Zip(order.Split(',').Skip(1)))
        {
            upstreams[provider].Otherwise = Error(429, "slow down", ("Retry-After", "3000"));
            var calls = upstreams[provider].Calls.Count;
            (await tiers.AskAsync(text)).ShouldBeServed()["X-Gateway-Provider"].ShouldBe(next);
            upstreams[provider].Calls.Count.ShouldBe(calls + 1);

            // Known by now: nobody asks it again.
            var again = (await tiers.AskAsync(text)).ShouldBeServed();
            again["X-Gateway-Provider"].ShouldBe(next);
            again["X-Gateway-Attempts"].ShouldBe("1");
            upstreams[provider].Calls.Count.ShouldBe(calls + 1);
        }

        upstreams[order.Split(',')[^1]].Otherwise = Error(429, "slow down", ("Retry-After", "3000"));
        await tiers.AskAsync(text);
        (await tiers.AskAsync(text)).ShouldBeError(429, "quota_exhausted")["X-Gateway-Tier"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failed_tier_is_left_within_the_same_request()
    {
        await using var tiers = await TieredUpstreams.StartAsync();
        tiers.Large.Otherwise = Error(500, "broken");

        var reply = (await tiers.AskAsync("Write code")).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe("large/giant-120b=broken,standard/plain-32b=served");
        reply["X-Gateway-Tier"].ShouldBe("large (work words)");
    }

    [Fact]
    public async Task Without_the_switch_auto_goes_by_rank_alone()
    {
        await using var tiers = await TieredUpstreams.StartAsync("enabled: false, classifier: sorter/tiny-3b");

        var first = (await tiers.AskAsync("hi")).ShouldBeServed();
        var second = (await tiers.AskAsync("Prove it")).ShouldBeServed();

        second["X-Gateway-Provider"].ShouldBe(first["X-Gateway-Provider"]);
        first["X-Gateway-Tier"].ShouldBeNull();
        tiers.Sorter.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owner_s_words_and_bounds_take_effect_while_it_runs()
    {
        await using var tiers = await TieredUpstreams.StartAsync("enabled: false");
        await tiers.Gateway.ReloadAsync(tiers.Config("enabled: true, reasoning_words: [ beweise ], work_words: [ 写诗 ], lite_below_characters: 3, large_above_messages: 0"));

        await ShouldAskAsync("Beweise es", "reasoning (reasoning words)");
        await ShouldAskAsync("请写诗", "large (work words)");
        await ShouldAskAsync("ok", "lite (small talk)");
        await ShouldAskAsync("Prove it", "large (many messages)");

        async Task ShouldAskAsync(string text, string tier) => (await tiers.AskAsync(text)).ShouldBeServed()["X-Gateway-Tier"].ShouldBe(tier);
    }
}
