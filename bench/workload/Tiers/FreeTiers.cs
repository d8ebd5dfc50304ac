using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;

namespace Gratis.Workload.Tiers;

/// <summary>Twelve free tiers with the limits and clocks they publish, in the order in which every policy prefers them.</summary>
internal static class FreeTiers
{
    private const string Pacific = "America/Los_Angeles";

    public static IReadOnlyList<ProviderSpec> All { get; } =
    [
        Gemini(), Standard("openrouter", 1.2, 45), Standard("groq", 0.15, 500), ModelScope(), Cohere(), Llm7(), NaraRouter(),
        Nvidia(), Zhipu(), SiliconFlow(), Ovh(), Kilo(),
    ];

    private static ProviderSpec Gemini() => Standard("gemini", 0.6, 120) with
    {
        Models = [Chat("gemini-3.8-flash", 1_048_576), Chat("gemini-3.1-flash-lite", 1_048_576), Chat("gemma-4-31b-it", 131_072)],
        Limits =
        [
            LimitSpec.Rpm(5).PerModel() with { Models = "gemini-3.8-flash" },
            LimitSpec.Rpd(20, Pacific).PerModel() with { Models = "gemini-3.8-flash" },
            LimitSpec.Rpm(15).PerModel() with { Models = "gemini-3.1-flash-lite" },
            LimitSpec.Rpd(500, Pacific).PerModel() with { Models = "gemini-3.1-flash-lite" },
            LimitSpec.Rpm(15).PerModel() with { Models = "gemma-4-*" },
            LimitSpec.Rpd(1000, Pacific).PerModel() with { Models = "gemma-4-*" },
            new(LimitMetric.InputTokens, 250_000, WindowUnit.Minute) { Scope = LimitScope.AccountModel, Models = "gemini-*" },
        ],
    };

    // 250 calls since the rule of September 2026; the day of a model is published beside it and never reached.
    private static ProviderSpec ModelScope() => Standard("modelscope", 1.5, 35) with
    {
        Limits = [LimitSpec.Rpd(250, "Asia/Shanghai"), LimitSpec.Rpd(500, "Asia/Shanghai").PerModel()],
    };

    private static ProviderSpec Cohere() => Compatible("cohere", 0.5, 60) with
    {
        Models = [Chat("command-a-03-2025", 131_072), Chat("command-r7b-12-2024", 131_072)],
        Limits = [LimitSpec.PerMonth(1000), LimitSpec.Rpm(100), LimitSpec.Rpm(20).PerModel(), LimitSpec.Tpm(100_000) with { Models = "command-*" }],
    };

    private static ProviderSpec Llm7() => Compatible("llm7", 1, 50) with
    {
        Models = [Chat("deepseek-v4-flash", 131_072), Chat("minimax-m2.7", 131_072)],
        Limits =
        [
            LimitSpec.Rps(1), LimitSpec.Rpm(60), new(LimitMetric.Requests, 250, WindowUnit.Hour),
            new(LimitMetric.Tokens, 100_000, WindowUnit.Day),
        ],
    };

    private static ProviderSpec NaraRouter() => Compatible("nararouter", 1, 60) with
    {
        Models = [Chat("qwen3.8-27b", 131_072), Chat("minimax-m3", 196_608), Chat("mistral-medium-3.5", 131_072)],
        Limits = [LimitSpec.Rpm(15), LimitSpec.Tpd(7_000_000, "Asia/Jakarta")],
    };

    private static ProviderSpec Nvidia() => Standard("nvidia", 1.5, 40) with
    {
        Models = [Chat("nvidia/nemotron-3-super-120b-a12b", 262_144), Chat("meta/llama-3.3-70b-instruct", 131_072)],
    };

    // Slow on purpose: hidden reasoning holds its first byte for many seconds.
    private static ProviderSpec Zhipu() => Standard("zhipu", 8, 35) with
    {
        Models = [Chat("glm-4.7-flash", 204_800), Chat("glm-4.5-flash", 131_072)],
    };

    private static ProviderSpec SiliconFlow() => Standard("siliconflow", 0.8, 60) with { Models = [Chat("Qwen/Qwen3-8B", 131_072)] };

    private static ProviderSpec Ovh()
    {
        IReadOnlyList<LimitSpec> each = [LimitSpec.Rpm(2) with { Scope = LimitScope.Address }];
        return Compatible("ovh", 0.7, 70) with
        {
            Accounts = [],
            Keyless = true,
            Models =
            [
                Chat("Qwen3.5-397B-A17B", 131_072) with { Limits = each }, Chat("gpt-oss-120b", 131_072) with { Limits = each },
                Chat("Mistral-Small-3.2-24B", 32_768) with { Limits = each },
            ],
        };
    }

    private static ProviderSpec Kilo() => Compatible("kilo", 1, 60) with
    {
        Accounts = [],
        Keyless = true,
        Models = [Chat("qwen/qwen3.8-27b:free", 131_072), Chat("inclusionai/ling-3.0-flash:free", 131_072)],
        Limits = [new(LimitMetric.Requests, 200, WindowUnit.Hour) { Scope = LimitScope.Address, Models = "*:free" }],
    };

    private static ProviderSpec Standard(string kind, double firstToken, double tokensPerSecond) =>
        ProviderSpec.Standard(kind, null, "key-" + kind) with { Pace = new Pace(TimeSpan.FromSeconds(firstToken), tokensPerSecond) };

    private static ProviderSpec Compatible(string id, double firstToken, double tokensPerSecond) =>
        ProviderSpec.Standard("openai", id, "key-" + id) with { Pace = new Pace(TimeSpan.FromSeconds(firstToken), tokensPerSecond), Limits = [] };

    private static ModelSpec Chat(string id, int context) => new(id) { Context = context };
}
