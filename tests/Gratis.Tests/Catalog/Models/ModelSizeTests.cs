using System.Globalization;
using Gratis.Catalog.Models;

namespace Gratis.Tests.Catalog.Models;

public class ModelSizeTests
{
    [Theory]
    [InlineData("openai/gpt-oss-120b", "120", "5.1")]
    [InlineData("nvidia/nemotron-3-super-120b-a12b", "120", "12")]
    [InlineData("nemotron-3-super-free", "120", "12")]
    [InlineData("qwen3-235b-a22b-instruct-2507", "235", "22")]
    [InlineData("qwen3:30b", "30", "3")]
    [InlineData("Qwen/Qwen3-1.7B", "1.7", null)]
    [InlineData("qwen3-1p7b", "1.7", null)]
    [InlineData("google/gemma-3n-e4b-it", "4", "4")]
    [InlineData("acme/chimera-8x22b", "176", null)]
    [InlineData("mistralai/mixtral-8x22b-instruct", "141", "39")]
    [InlineData("inclusionai/ring-2.6-1t:free", "1000", null)]
    [InlineData("qwen2.5-0.5b-instruct", "0.5", null)]
    [InlineData("acme/pico-500m", "0.5", null)]
    [InlineData("g9v3-39a5b", "39", "5")]
    [InlineData("llama3.2:3b", "3", null)]
    [InlineData("Meta-Llama-3_3-70B-Instruct", "70", null)]
    [InlineData("llama_3_3_70b_instruct", "70", null)]
    [InlineData("upstage/solar-10_7b-instruct", "10.7", null)]
    [InlineData("meta-llama/llama-4-scout-17b-16e-instruct", "109", "17")]
    [InlineData("acme/herd-17b-16e", null, "17")]
    [InlineData("deepseek/deepseek-r1:free", "671", "37")]
    [InlineData("deepseek-r1:8b", "8", null)]
    [InlineData("z-ai/glm-4.5-air:free", "106", "12")]
    [InlineData("moonshotai/kimi-k2-instruct", "1000", "32")]
    [InlineData("gemini-2.5-flash", null, null)]
    [InlineData("minimax-m3", null, null)]
    [InlineData("acme/minimax-1m", null, null)]
    [InlineData("glm-9.9", null, null)]
    [InlineData("acme/web-b-v3p1", null, null)]
    [InlineData("acme/club-20250514", null, null)]
    [InlineData("acme/b", null, null)]
    [InlineData("acme/99999b", null, null)]
    [InlineData("acme/0b", null, null)]
    [InlineData("acme/8bit", null, null)]
    public void Parameters_are_read_from_the_id_or_known(string id, string? total, string? active) =>
        ModelIds.Identify(id).Size.ShouldBe(new ModelSize(Number(total), Number(active)));

    [Theory]
    [InlineData("deepseek-ai/DeepSeek-R1", true)]
    [InlineData("openai/o3-mini", true)]
    [InlineData("qwen3-30b-a3b-thinking-2507", true)]
    [InlineData("anthropic/claude-3.7-sonnet:thinking", true)]
    [InlineData("microsoft/phi-4-reasoning-plus", true)]
    [InlineData("magistral-medium-2509", true)]
    [InlineData("Qwen/QwQ-32B", true)]
    [InlineData("THUDM/GLM-Z1-9B-0414", true)]
    [InlineData("k2-think-v2", true)]
    [InlineData("grok-4-fast-non-reasoning", false)]
    [InlineData("acme/pro1-7b", false)]
    [InlineData("acme/theo1", false)]
    [InlineData("acme/rethinking", false)]
    [InlineData("acme/cotton-7b", false)]
    [InlineData("llama-3.3-70b-versatile", false)]
    public void Reasoning_is_read_from_whole_words(string id, bool reasons) => ModelIds.Identify(id).NamesReasoning.ShouldBe(reasons);

    [Theory]
    [InlineData("qwen3-8b", null, "Lite")]
    [InlineData("acme/9.9b", null, "Lite")]
    [InlineData("acme/10b", null, "Standard")]
    [InlineData("qwen2.5-72b-instruct", null, "Standard")]
    [InlineData("acme/73b", null, "Large")]
    [InlineData("nemotron-3-super-120b-a12b", null, "Large")]
    [InlineData("gemini-2.5-flash", null, "Standard")]
    [InlineData("m1", null, "Standard")]
    [InlineData("openai/o3-mini", null, "Reasoning")]
    [InlineData("qwen3-8b", true, "Reasoning")]
    [InlineData("openai/o3-mini", false, "Standard")]
    public void The_tier_follows_all_parameters_and_what_is_known_of_reasoning(string id, bool? reasons, string tier) =>
        ModelTiers.Of(ModelIds.Identify(id), reasons).ToString().ShouldBe(tier);

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
