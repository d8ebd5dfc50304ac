using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>Scenario files: what they can say, and what they are told when they say it wrong.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public void Everything_a_scenario_says_is_in_its_world()
    {
        var scenario = Scenario.Parse("""
            seed: 9
            speed: quick
            providers:
              - id: mine
                keyless: true
                keys: [ k1, { key: k2, label: second, pays: true, credit: 5 } ]
                limits:
                  - { rpm: 20, rpd: 50, models: "*:free", zone: America/Los_Angeles }
                  - { concurrency: 3, tpm: 1_000, scope: provider, clock: bucket }
                models:
                  - plain
                  - { id: full, kind: embedding, price: { input: 0.5, output: 1.5 }, context: 100, max_output: 10, tools: false, vision: true,
                      reasoning: true, structured_output: false, listed: false, dimensions: 3, words: 4, limits: { rps: 1 }, speed: { first_token: 80ms, tokens_per_second: 5 } }
              - id: groq
            faults:
              - { kind: rate_limit_storm, provider: mine, model: "f*", at: 10s, for: 2m, requests: 3, probability: 0.5, hints: body, delay: 1.5s }
            """);

        scenario.Seed.ShouldBe(9);
        var mine = scenario.Providers[0];
        (mine.Kind, mine.Keyless, mine.Pace.TokensPerSecond).ShouldBe(("openai", true, 400));
        mine.Accounts.ShouldBe([new AccountSpec("k1"), new AccountSpec("k2") { Label = "second", Pays = true, Credit = 5 }]);
        mine.Limits.ShouldBe([
            new LimitSpec(LimitMetric.Requests, 20, WindowUnit.Minute) { Models = "*:free", Zone = "America/Los_Angeles" },
            new LimitSpec(LimitMetric.Requests, 50, WindowUnit.Day) { Models = "*:free", Zone = "America/Los_Angeles", Clock = LimitClock.Fixed },
            new LimitSpec(LimitMetric.Tokens, 1000, WindowUnit.Minute) { Scope = LimitScope.Provider, Clock = LimitClock.Bucket },
            new LimitSpec(LimitMetric.Concurrency, 3, WindowUnit.Second) { Scope = LimitScope.Provider, Clock = LimitClock.Bucket },
        ]);
        mine.Models[0].ShouldBe(new ModelSpec("plain") { Limits = mine.Models[0].Limits });
        var full = mine.Models[1];
        (full.Kind, full.InputPrice, full.OutputPrice, full.Context, full.MaxOutput, full.Dimensions, full.Words)
            .ShouldBe((ModelKind.Embedding, 0.5m, 1.5m, 100, 10, 3, 4));
        (full.Tools, full.Vision, full.Reasoning, full.StructuredOutput, full.Listed).ShouldBe((false, true, true, false, false));
        full.Pace.ShouldBe(new Pace(TimeSpan.FromMilliseconds(80), 5));
        full.Limits.ShouldHaveSingleItem().Name.ShouldBe("rps");
        scenario.Providers[1].Limits.Count.ShouldBe(4);
        var fault = scenario.Faults.ShouldHaveSingleItem();
        (fault.Kind, fault.Provider, fault.Model, fault.After, fault.For, fault.Requests, fault.Probability, fault.Hints, fault.Delay)
            .ShouldBe((FaultKind.RateLimitStorm, "mine", "f*", TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), 3, 0.5, Hints.Body, TimeSpan.FromSeconds(1.5)));
    }

    [Theory]
    [InlineData("providers: [ { id: a, keyz: [] } ]", "line 1: a provider has no 'keyz'; it may have id, keyless, keys")]
    [InlineData("providers:\n  - { id: a, kind: gpt }", "line 2: there is no kind 'gpt'; there are openai, openrouter")]
    [InlineData("providers:\n  - { kind: groq }", "line 2: a provider needs 'id'")]
    [InlineData("providers:\n  - { id: a }\n  - { id: A }", "there are two providers called 'a'")]
    [InlineData("providers: [ { id: a, limits: { rpm: many } } ]", "'rpm' must be a whole number, not 'many'")]
    [InlineData("providers: [ { id: a, limits: { rpd: 1, zone: Mars/Olympus } } ]", "there is no time zone 'Mars/Olympus'")]
    [InlineData("providers: [ { id: a } ]\nfaults: [ { kind: gremlin } ]", "line 2: there is no fault 'gremlin'; there are latency, first_token_latency")]
    [InlineData("providers: [ { id: a } ]\nfaults: [ { kind: status, at: soon } ]", "'at' must be a duration such as 80ms, 10s, 2m, 1h or 1d, not 'soon'")]
    [InlineData("providers: [ { id: a } ]\nfaults: [ { kind: status, probability: 2 } ]", "'probability' must lie between 0 and 1")]
    [InlineData("providers: [ { id: a }", "line 2: While parsing a flow sequence")]
    [InlineData("seed: 1", "a scenario needs 'providers'")]
    [InlineData("", "a scenario must be one YAML document")]
    [InlineData("speed: slow\nproviders: [ { id: a } ]", "'speed' must be instant, quick or realistic, not 'slow'")]
    public void A_wrong_scenario_is_told_where_and_what_would_be_right(string yaml, string problem) =>
        Should.Throw<ScenarioException>(() => Scenario.Parse(yaml)).Message.ShouldContain(problem);

    [Fact]
    public void Every_fault_can_be_written_down()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
            FaultReader.Parse($"kind: {Spelling.Of(kind)}").Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task The_demo_world_answers_from_every_provider_and_shows_a_limit_soon()
    {
        var time = new VirtualTime();
        var world = World.Demo(time);
        world.Providers.Count.ShouldBe(7);
        foreach (var entry in world.Providers)
        {
            using var caller = new Caller(new ProviderSpec(entry.Id, entry.Kind), time, world: world);
            var answer = caller.ChatAsync(entry.Models[0].Id);
            time.Advance(TimeSpan.FromSeconds(2));
            (await answer).Status.ShouldBeOneOf(200, 503);
        }

        using var tiny = new Caller(new ProviderSpec("cerebras", "cerebras"), time, world: world);
        var answers = Enumerable.Range(0, 3).Select(_ => tiny.ChatAsync("gpt-oss-120b")).ToArray();
        time.Advance(TimeSpan.FromSeconds(2));

        (await Task.WhenAll(answers)).Select(answer => answer.Status).ShouldBe([200, 429, 429]);
    }
}
