using Gratis.Gateway.Configuration.Model;
using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Dispatch;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class GoodConfigTests
{
    private const string Everything = """
        server: { host: 127.0.0.1, port: 8000, max_concurrent_requests: 20, request_queue_timeout_seconds: 30, max_queued_requests: 200, max_attempts: 8, max_wait_seconds: 30,
                  request_timeout_seconds: 120, connect_timeout_seconds: 5, first_token_timeout_seconds: 30, idle_timeout_seconds: 60, max_request_bytes: 20000000 }
        auth: { admin_token: ${GRATIS_ADMIN_TOKEN}, client_keys: [ { name: laptop, key: ${LAPTOP_KEY}, rpm: 60 } ] }
        storage: { postgres: ${GRATIS_POSTGRES} }       # absent: SQLite in the data folder
        providers:
          openrouter: { api_key: ${OPENROUTER_API_KEY} }  # known
          mine:                                           # an unknown one
            base_url: http://127.0.0.1:9001/v1
            api_keys: [ k1, k2 ]
            free: price
            local: false
            limits: { rpm: 20, rpd: 50, tpm: 6000, tpd: 100000, concurrency: 5, reset: "America/Los_Angeles" }
            models:
              - { id: m1, kind: chat, free: true, context: 32768, max_output: 8192, tools: true, vision: false, audio: false, structured_output: true, reasoning: false, web_search: false,
                  limits: { rpm: 5 }, price: { input: 0, output: 0 } }
            expose_to_virtual_models: true
        favorite_free_models: [ qwen/qwen3-coder, gemini-2.5-flash ]
        believed_free: [ some/model ]
        pools:
          chat-free: { strategy: weighted, targets: [ { model: zhipu/glm-4-flash, weight: 3 }, { model: mine/m1 } ], fallback: [ paid-tools ] }
        spill: { enabled: false, monthly_budget_usd: 0, targets: [ openrouter/openai/gpt-5-mini ] }
        discovery: { enabled: true, interval: 6h, auto_enable: true, providers: [ openrouter, siliconflow, modelscope ], free_alias: free }
        auto_route: { enabled: false, classifier: zhipu/glm-4-flash }
        """;

    [Fact]
    public void A_config_that_uses_every_section_is_read_whole()
    {
        var reading = Reading.Of(Everything, null, ("GRATIS_ADMIN_TOKEN", "token-1"), ("LAPTOP_KEY", "key-1"), ("GRATIS_POSTGRES", "Host=db"), ("OPENROUTER_API_KEY", "or-1"));

        reading.Errors.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
        var config = reading.Config;
        config.Auth.AdminToken!.Reveal().ShouldBe("token-1");
        config.Auth.ClientKeys[0].Key!.Reveal().ShouldBe("key-1");
        config.Auth.ClientKeys[0].Rpm.ShouldBe(60);
        config.Storage.Postgres!.Reveal().ShouldBe("Host=db");
        config.Providers["openrouter"].ApiKey.ShouldBe("or-1");
        var mine = config.Providers["mine"];
        mine.ApiKeys.ShouldBe(["k1", "k2"]);
        mine.Limits!.Reset.ShouldBe("America/Los_Angeles");
        mine.Limits.Tpd.ShouldBe(100_000);
        mine.Models[0].StructuredOutput.ShouldBe(true);
        mine.Models[0].Vision.ShouldBe(false);
        mine.Models[0].Limits!.Rpm.ShouldBe(5);
        mine.Models[0].Price!.Input.ShouldBe(0);
        config.FavoriteFreeModels.ShouldBe(["qwen/qwen3-coder", "gemini-2.5-flash"]);
        config.Pools["chat-free"].Targets.Select(target => target.Weight).ShouldBe([3, 1]);
        config.Pools["chat-free"].Fallback.ShouldBe(["paid-tools"]);
        config.Discovery.Interval.ShouldBe(TimeSpan.FromHours(6));
        config.AutoRoute.Classifier.ShouldBe("zhipu/glm-4-flash");
    }

    [Fact]
    public void The_same_config_with_nothing_set_loads_and_names_each_missing_variable()
    {
        var reading = Reading.Of(Everything);

        reading.Errors.ShouldBeEmpty();
        reading.Config.Auth.AdminToken.ShouldBeNull();
        reading.Config.Auth.ClientKeys.ShouldBeEmpty();
        reading.Config.Storage.Postgres.ShouldBeNull();
        reading.Config.Providers["openrouter"].ApiKey.ShouldBeNull();
        foreach (var variable in new[] { "GRATIS_ADMIN_TOKEN", "LAPTOP_KEY", "GRATIS_POSTGRES", "OPENROUTER_API_KEY" })
            reading.Warnings.ShouldContain(warning => warning.Message.Contains($"${{{variable}}}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("---\n")]
    [InlineData("{}")]
    [InlineData("~")]
    [InlineData("server:\nauth:\nproviders:\n")]
    public void Nothing_said_means_all_defaults(string yaml)
    {
        var config = Reading.Valid(yaml);

        config.Server.Host.ShouldBe("127.0.0.1");
        config.Server.Port.ShouldBe(8000);
        config.Server.MaxConcurrentRequests.ShouldBe(20);
        config.Server.RequestQueueTimeoutSeconds.ShouldBe(30);
        config.Server.MaxQueuedRequests.ShouldBe(200);
        config.Server.MaxAttempts.ShouldBe(8);
        config.Server.MaxWaitSeconds.ShouldBe(30);
        config.Server.RequestTimeoutSeconds.ShouldBe(120);
        config.Server.ConnectTimeoutSeconds.ShouldBe(5);
        config.Server.FirstTokenTimeoutSeconds.ShouldBe(30);
        config.Server.IdleTimeoutSeconds.ShouldBe(60);
        config.Server.MaxRequestBytes.ShouldBe(20_000_000);
        config.Server.StreamKeepAliveSeconds.ShouldBe(10);
        config.Server.ReleaseSlotAtCommit.ShouldBeTrue();
        config.Server.AllowedHosts.ShouldBeEmpty();
        config.Server.AllowedOrigins.ShouldBeEmpty();
        config.Spill.Enabled.ShouldBeFalse();
        config.Discovery.Enabled.ShouldBeTrue();
        config.Discovery.Interval.ShouldBe(TimeSpan.FromHours(6));
        config.Discovery.AutoEnable.ShouldBeTrue();
        config.Discovery.FreeAlias.ShouldBe("free");
        config.AutoRoute.Enabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("discovery: {interval: 6h}", 21_600)]
    [InlineData("discovery: {interval: 90m}", 5_400)]
    [InlineData("discovery: {interval: 7d}", 604_800)]
    [InlineData("discovery: {interval: 90s}", 90)]
    [InlineData("discovery: {interval: 1h30m}", 5_400)]
    [InlineData("discovery: {interval: 1w}", 604_800)]
    [InlineData("discovery: {interval: 600}", 600)]
    [InlineData("discovery: {interval: \"600\"}", 600)]
    [InlineData("discovery: {interval: 1.5h}", 5_400)]
    public void Spans_are_read_as_people_write_them(string yaml, double seconds) =>
        Reading.Valid(yaml).Discovery.Interval.TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("server: {connect_timeout_seconds: 0.5}", 0.5)]
    [InlineData("server: {connect_timeout_seconds: 250ms}", 0.25)]
    [InlineData("server: {connect_timeout_seconds: 2m}", 120)]
    public void Keys_in_seconds_also_take_a_unit(string yaml, double seconds) =>
        Reading.Valid(yaml).Server.ConnectTimeoutSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("server: {port: 0}", 0)]
    [InlineData("server: {port: 65535}", 65_535)]
    [InlineData("server: {port: \"9000\"}", 9_000)]
    [InlineData("server: {port: 9_000}", 9_000)]
    [InlineData("server: {port: ${PORT}}", 7_000)]
    [InlineData("server: {port: '${PORT}'}", 7_000)]
    [InlineData("server: {port: ${NO_SUCH:-7001}}", 7_001)]
    [InlineData("server: {port: ${NO_SUCH}}", 8_000)]
    public void A_port_may_be_any_port_and_come_from_anywhere(string yaml, int port) =>
        Reading.Valid(yaml, null, ("PORT", "7000")).Server.Port.ShouldBe(port);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("yes", true)]
    [InlineData("'on'", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    public void A_switch_may_be_spelled_several_ways(string word, bool value) =>
        Reading.Valid($"discovery: {{enabled: {word}}}").Discovery.Enabled.ShouldBe(value);

    [Theory]
    [InlineData("all", FreeRule.All)]
    [InlineData("none", FreeRule.None)]
    [InlineData("price", FreeRule.Price)]
    [InlineData("suffix", FreeRule.Suffix)]
    [InlineData("list", FreeRule.List)]
    [InlineData("List", FreeRule.List)]
    public void Every_free_rule_is_known(string word, FreeRule rule) =>
        Reading.Valid($"providers: {{groq: {{free: {word}}}}}").Providers["groq"].Free.ShouldBe(rule);

    [Theory]
    [InlineData("weighted", PoolStrategy.Weighted)]
    [InlineData("priority", PoolStrategy.Priority)]
    [InlineData("ranked", PoolStrategy.Ranked)]
    [InlineData("round_robin", PoolStrategy.RoundRobin)]
    public void Every_pool_strategy_is_known(string word, PoolStrategy strategy) =>
        Reading.Valid($"pools: {{p: {{strategy: {word}, targets: [{{model: groq/x}}]}}}}").Pools["p"].Strategy.ShouldBe(strategy);

    [Theory]
    [InlineData("rolling")]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    public void Days_may_end_in_any_zone_or_roll(string zone) =>
        Reading.Valid($"providers: {{groq: {{limits: {{rpd: 5, reset: {zone}}}}}}}").Providers["groq"].Limits!.Reset.ShouldBe(zone);

    [Fact]
    public void A_known_provider_may_stand_alone_without_a_single_key() =>
        Reading.Valid("providers:\n  groq:\n  ollama: {}\n").Providers.Keys.ShouldBe(["groq", "ollama"]);

    [Fact]
    public void Anchors_and_merge_keys_save_repetition()
    {
        var config = Reading.Valid("""
            providers:
              groq: &usual { limits: { rpm: 7 }, expose_to_virtual_models: false }
              zhipu: { <<: *usual, expose_to_virtual_models: true }
            """);

        config.Providers["zhipu"].Limits!.Rpm.ShouldBe(7);
        config.Providers["zhipu"].ExposeToVirtualModels.ShouldBe(true);
    }

    [Theory]
    [InlineData("off", PacingKind.Off)]
    [InlineData("even", PacingKind.Even)]
    [InlineData("reserve", PacingKind.Reserve)]
    public void Limits_may_have_any_window_and_be_spread_over_it(string word, PacingKind pacing)
    {
        var reading = Reading.Of($"providers: {{groq: {{limits: {{rps: 1, rpm: 2, rph: 3, rpd: 4, rpmo: 5, tpm: 6, tph: 7, tpd: 8, tpmo: 9, concurrency: 10, pacing: {word}}}}}}}");

        reading.Errors.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
        var limits = reading.Config.Providers["groq"].Limits!;
        new[] { limits.Rps, limits.Rpm, limits.Rph, limits.Rpd, limits.Rpmo, limits.Tpm, limits.Tph, limits.Tpd, limits.Tpmo, limits.Concurrency }
            .ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        limits.Pacing.ShouldBe(pacing);
    }

    [Theory]
    [InlineData("limits: {reset: UTC}", "gratis.yaml:1:36: providers.groq.limits.reset has no effect: no limit per day or month stands beside it.")]
    [InlineData("limits: {rpm: 5, reset: rolling}", "gratis.yaml:1:44: providers.groq.limits.reset has no effect: no limit per day or month stands beside it.")]
    [InlineData("limits: {rpmo: 5, reset: rolling}")]
    [InlineData("limits: {reset: UTC}, models: [{id: m, limits: {tpd: 5}}]")]
    [InlineData("models: [{id: m, limits: {rph: 5, reset: UTC}}]", "gratis.yaml:1:61: providers.groq.models.m.limits.reset has no effect: no limit per day or month stands beside it.")]
    [InlineData("limits: {pacing: even, reserve_share: 0.1}", "gratis.yaml:1:58: providers.groq.limits.reserve_share has no effect without pacing: reserve.")]
    [InlineData("limits: {pacing: reserve, reserve_share: 0}")]
    [InlineData("limits: {pacing: reserve}, models: [{id: m, limits: {reserve_share: 0.1}}]")]
    [InlineData("models: [{id: m, limits: {reserve_share: 0.1}}]", "gratis.yaml:1:61: providers.groq.models.m.limits.reserve_share has no effect without pacing: reserve.")]
    public void A_limit_setting_that_acts_on_nothing_is_said(string groq, params string[] warnings) =>
        Reading.Warnings($"providers: {{groq: {{{groq}}}}}").ShouldBe(warnings);

    [Fact]
    public void A_client_may_be_held_to_more_than_a_rate()
    {
        var client = Reading.Valid("auth: {client_keys: [{name: ci, key: abcdef, rpd: 1000, tpm: 2, tpd: 3, concurrency: 4, priority: background, max_wait_seconds: 5m}]}")
            .Auth.ClientKeys.ShouldHaveSingleItem();

        (client.Rpm, client.Rpd, client.Tpm, client.Tpd, client.Concurrency).ShouldBe((null, 1000, 2, 3, 4));
        client.Priority.ShouldBe(ClientPriority.Background);
        client.MaxWaitSeconds.ShouldBe(300);
    }

    [Fact]
    public void A_client_of_whom_nothing_is_said_is_interactive_and_waits_as_the_server_does()
    {
        var client = Reading.Valid("auth: {client_keys: [{name: ci, key: abcdef}]}").Auth.ClientKeys.ShouldHaveSingleItem();

        client.Priority.ShouldBe(ClientPriority.Interactive);
        client.MaxWaitSeconds.ShouldBeNull();
    }

    [Fact]
    public void A_client_has_a_limit_and_models()
    {
        var client = Reading.Valid("auth: {client_keys: [{name: ci, key: abcdef, rpm: 1, models: [free, groq/x]}]}").Auth.ClientKeys.ShouldHaveSingleItem();

        client.Rpm.ShouldBe(1);
        client.Models.ShouldBe(["free", "groq/x"]);
    }

    [Fact]
    public void A_client_may_be_held_to_providers_regions_and_privacy()
    {
        var client = Reading.Valid("""
            auth: {client_keys: [{name: ci, key: abcdef, providers: [groq, gemini, mine], avoid_providers: [zhipu], regions: [eu, US], avoid_regions: [cn], privacy: no_training}]}
            providers: {mine: {base_url: "http://127.0.0.1:9001/v1", region: eu, trains_on_prompts: false}}
            privacy: no_training
            """);

        var key = client.Auth.ClientKeys.ShouldHaveSingleItem();
        key.Providers.ShouldBe(["groq", "gemini", "mine"]);
        key.AvoidProviders.ShouldBe(["zhipu"]);
        key.Regions.ShouldBe(["eu", "US"]);
        key.AvoidRegions.ShouldBe(["cn"]);
        key.Privacy.ShouldBe(PrivacyRule.NoTraining);
        client.ToOptions().Privacy.ShouldBe(PrivacyRule.NoTraining);
        Reading.Valid("auth: {client_keys: [{name: ci, key: abcdef}]}").Auth.ClientKeys[0].Privacy.ShouldBe(PrivacyRule.Any);
    }

    [Fact]
    public void The_engine_is_told_all_it_has_to_know()
    {
        var options = Reading.Valid(Everything + "\n", null, ("GRATIS__SERVER__COOLDOWN_SECONDS", "7"), ("GRATIS__SERVER__STREAM_KEEP_ALIVE_SECONDS", "3")).ToOptions();

        options.Providers.Keys.ShouldBe(["openrouter", "mine"]);
        options.Pools["chat-free"].Targets.Count.ShouldBe(2);
        options.FavoriteFreeModels.ShouldBe(["qwen/qwen3-coder", "gemini-2.5-flash"]);
        options.BelievedFree.ShouldBe(["some/model"]);
        options.Spill.Targets.ShouldBe(["openrouter/openai/gpt-5-mini"]);
        options.Discovery.Providers.Count.ShouldBe(3);
        options.AutoRoute.Classifier.ShouldBe("zhipu/glm-4-flash");
        options.Requests.ShouldBe(new RequestLimits { Cooldown = TimeSpan.FromSeconds(7), KeepAlive = TimeSpan.FromSeconds(3) });
    }

    [Fact]
    public void The_defaults_of_the_file_are_the_defaults_of_the_engine() => Reading.Valid(null).ToOptions().Requests.ShouldBe(new RequestLimits());
}
