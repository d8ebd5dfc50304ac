using Gratis.Simulator.Providers;

namespace Gratis.Workload.Tiers;

/// <summary>
/// The same twelve free tiers with models that differ: in quality, in size, in their windows, and in whether they see, call tools and follow
/// schemas. The figures are made up after public lists; every policy meets the same.
/// </summary>
internal static class MixedTiers
{
    private static readonly Dictionary<string, ModelTraits> Known = new(StringComparer.Ordinal)
    {
        ["gemini/gemini-3.8-flash"] = new(62, ModelSize.Large) { Sees = true },
        ["gemini/gemini-3.1-flash-lite"] = new(48, ModelSize.Standard) { Sees = true },
        ["gemini/gemma-4-31b-it"] = new(40, ModelSize.Standard) { Sees = true, LacksTools = true, LacksSchemas = true },
        ["openrouter/meta-llama/llama-3.3-70b-instruct:free"] = new(34, ModelSize.Standard),
        ["openrouter/qwen/qwen3-coder:free"] = new(55, ModelSize.Large),
        ["openrouter/google/gemma-4-31b-it:free"] = new(40, ModelSize.Standard) { Sees = true, LacksSchemas = true },
        ["openrouter/openai/gpt-oss-120b:free"] = new(52, ModelSize.Large),
        ["groq/openai/gpt-oss-120b"] = new(52, ModelSize.Large),
        ["groq/openai/gpt-oss-20b"] = new(38, ModelSize.Standard),
        ["groq/qwen/qwen3.8-27b"] = new(45, ModelSize.Standard),
        ["modelscope/Qwen/Qwen3.5-397B-A17B"] = new(60, ModelSize.Large),
        ["modelscope/deepseek-ai/DeepSeek-V4-Pro"] = new(64, ModelSize.Large),
        ["modelscope/Qwen/Qwen3.5-27B"] = new(44, ModelSize.Standard) { Sees = true },
        ["cohere/command-a-03-2025"] = new(36, ModelSize.Large),
        ["cohere/command-r7b-12-2024"] = new(18, ModelSize.Lite) { LacksTools = true },
        ["llm7/deepseek-v4-flash"] = new(50, ModelSize.Large) { Context = 32_768 },
        ["llm7/minimax-m2.7"] = new(49, ModelSize.Large) { LacksSchemas = true },
        ["nararouter/qwen3.8-27b"] = new(45, ModelSize.Standard),
        ["nararouter/minimax-m3"] = new(54, ModelSize.Large) { LacksSchemas = true },
        ["nararouter/mistral-medium-3.5"] = new(47, ModelSize.Standard) { Sees = true },
        ["nvidia/nvidia/nemotron-3-super-120b-a12b"] = new(50, ModelSize.Large),
        ["nvidia/meta/llama-3.3-70b-instruct"] = new(34, ModelSize.Standard) { Context = 32_768 },
        ["zhipu/glm-4.7-flash"] = new(42, ModelSize.Standard) { LacksSchemas = true },
        ["zhipu/glm-4.5-flash"] = new(36, ModelSize.Standard) { LacksSchemas = true },
        ["siliconflow/Qwen/Qwen3-8B"] = new(22, ModelSize.Lite) { LacksTools = true, LacksSchemas = true, Context = 32_768 },
        ["ovh/Qwen3.5-397B-A17B"] = new(60, ModelSize.Large),
        ["ovh/gpt-oss-120b"] = new(52, ModelSize.Large),
        ["ovh/Mistral-Small-3.2-24B"] = new(30, ModelSize.Standard) { Sees = true, LacksSchemas = true },
        ["kilo/qwen/qwen3.8-27b:free"] = new(45, ModelSize.Standard),
        ["kilo/inclusionai/ling-3.0-flash:free"] = new(39, ModelSize.Standard) { LacksSchemas = true },
    };

    public static IReadOnlyList<ProviderSpec> All { get; } = [.. FreeTiers.All.Select(provider => provider with { Models = [.. provider.Models.Select(model => Able(provider, model))] })];

    public static ModelTraits TraitsOf(ProviderSpec provider, ModelSpec model) => Known[$"{provider.Id}/{model.Id}"];

    /// <summary>What costs money is no part of the comparison and stays as it is.</summary>
    private static ModelSpec Able(ProviderSpec provider, ModelSpec model)
    {
        if (!model.IsFree || model.Kind is not ModelKind.Chat)
            return model;
        var traits = TraitsOf(provider, model);
        return model with { Vision = traits.Sees, Tools = !traits.LacksTools, StructuredOutput = !traits.LacksSchemas, Context = traits.Context ?? model.Context };
    }
}
