using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios.Month;

namespace Gratis.Simulator.Scenarios;

/// <summary>
/// A world written down. The YAML of a scenario, every key optional but those marked with a star:
/// <code>
/// seed: 7                       # decides what is left to chance
/// speed: quick                  # instant (default) | quick | realistic
/// providers:                    # *
///   - id: openrouter            # * host id.sim, path /id
///     kind: openrouter          # openai, openrouter, groq, gemini, cerebras, mistral, nvidia, siliconflow, modelscope, zhipu, ollama;
///                               # default: the id, if it is one of these, else openai
///     keys: [ k1, { key: k2, label: second, pays: true, credit: 5 } ]
///     keyless: false            # serve callers without a key too
///     speed: { first_token: 80ms, tokens_per_second: 300 }
///     limits:                   # a map or a list of maps; default: what the kind publishes
///       - { rpm: 20, rpd: 50, scope: account, clock: rolling, zone: UTC, models: "*:free" }
///                               # rps rpm rph rpd per_month tpm tph tpd tokens_per_month itpm concurrency
///                               # scope: account | account_model | provider | address;  clock: rolling | fixed | bucket
///     models:                   # default: a typical set of the kind
///       - { id: m1, kind: chat, price: { input: 0, output: 0 }, context: 32768, max_output: 8192, tools: true, vision: false,
///           reasoning: false, structured_output: true, listed: true, dimensions: 64, words: 0, limits: { rpm: 5 }, speed: { },
///           released: 2026-01-01, from: 0s, until: 14d, lingers: 0s, prices: [ { at: 7d, input: 0.5, output: 1.5, refuses: true, listed_after: 6h } ] }
///                               # before `from` the model is unknown, after `until` it is gone, and the list names it as long as it `lingers`;
///                               # from `at` on calls cost the price: refused to who does not pay, else served and billed; the list shows it later
/// faults:
///   - { kind: status, provider: groq, model: "*", key: key-1, on: calls, at: 10s, for: 1m, skip: 0, requests: 3, probability: 0.5,
///       delay: 0s, count: 0, bytes: 0, keeps_length: false, status: 503, headers: { X-A: b }, body: text, content_type: text/html, location: url,
///       hints: all, limit: rpm, amount: 5, input_price: 1, output_price: 1, refuses: true, listed: true }
/// </code>
/// The kinds of faults and which of these each reads stand at <see cref="FaultKind"/>.
/// </summary>
public sealed record Scenario
{
    /// <summary>The seed in the file.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The providers.</summary>
    public IReadOnlyList<ProviderSpec> Providers { get; init; } = [];

    /// <summary>What goes wrong.</summary>
    public IReadOnlyList<FaultSpec> Faults { get; init; } = [];

    /// <summary>The demo world.</summary>
    public static Scenario Demo => Parse(Resources.Text("demo.yaml"));

    /// <summary>Thirty days in which models come, go and turn paid; <see cref="MonthOfChurn"/> also tells what will happen when.</summary>
    public static Scenario Month => MonthOfChurn.Of(seed: 1).Scenario;

    /// <summary>Reads a scenario; throws <see cref="ScenarioException"/> with the line of the first problem.</summary>
    public static Scenario Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var map = YamlMap.Of(yaml, "a scenario");
        var speed = map.Text("speed") ?? "instant";
        var scenario = new Scenario
        {
            Seed = map.Number("seed") ?? 1,
            Providers = [.. map.List("providers").Select(node => ProviderReader.Read(node, speed))],
            Faults = [.. map.List("faults").Select(node => FaultReader.Read(new YamlMap(node, "a fault")))],
        };
        map.Close();
        if (scenario.Providers.Count == 0)
            throw map.Problem("a scenario needs 'providers'");
        if (scenario.Providers.GroupBy(provider => provider.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw map.Problem($"there are two providers called '{twice.Key}'");
        return scenario;
    }

    /// <summary>Makes the world.</summary>
    public World Build(TimeProvider time, int? seed = null)
    {
        var world = new World(time, seed ?? Seed);
        foreach (var provider in Providers)
            world.Add(provider);
        foreach (var fault in Faults)
            world.Faults.Add(fault);
        return world;
    }
}
