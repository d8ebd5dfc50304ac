using System.IO.Enumeration;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Free;

namespace Gratis.Tests.Catalog.Facts;

/// <summary>What each provider is said to give away, and that no rule reaches what it sells.</summary>
public class BuiltInFreeTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static TheoryData<string> Ids => [.. Facts.All.Select(provider => provider.Id)];

    [Theory]
    [InlineData(FreeFactsRule.Price, "openrouter", "requesty", "llmgateway", "novita", "vercel")]
    [InlineData(FreeFactsRule.Suffix, "aihubmix", "bazaarlink", "nous", "routeway")]
    [InlineData(FreeFactsRule.List, "gemini", "zhipu", "zai", "siliconflow", "spark", "aion", "ollama-cloud", "nararouter", "poolside")]
    [InlineData(FreeFactsRule.All, "groq", "nvidia", "mistral", "codestral", "cohere", "cloudflare", "modelscope", "sea-lion", "ovh", "uncloseai", "aihorde")]
    [InlineData(FreeFactsRule.Marked, "llm7", "kilo")]
    public void Free_models_are_recognised_by_the_right_rule(object rule, params string[] ids) =>
        Facts.All.Where(provider => provider.Free.Rule == (FreeFactsRule)rule).Select(provider => provider.Id).ShouldBe(ids, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Who_gives_a_free_tier_has_a_rule_and_who_gives_none_has_no_plan_that_covers_anything(string id)
    {
        var facts = Of(id);
        if (facts.Tier == ProviderTier.Standing)
            facts.Free.Rule.ShouldNotBe(FreeFactsRule.None);
        else
            facts.Free.Rule.ShouldBeOneOf(FreeFactsRule.None, FreeFactsRule.Price);
    }

    [Theory]
    [InlineData("sambanova", "2026-08-20")]
    [InlineData("cerebras", "2026-08-17")]
    [InlineData("deepseek", "2026-09-12")]
    [InlineData("longcat", "2026-06-30")]
    [InlineData("volcengine", "2026-09-12")]
    [InlineData("aliyun", "2026-08-20")]
    [InlineData("github-models", "2026-07-30")]
    [InlineData("chutes", "2026-03-15")]
    public void What_no_longer_gives_anything_keeps_its_entry_and_its_date(string id, string day)
    {
        Of(id).Free.ShouldBe(FreeFacts.None);
        Of(id).FreeEvidence.At.ShouldBe(DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        Of(id).Note.ShouldNotBeNull();
    }

    [Fact]
    public void Own_hardware_is_never_a_free_tier() =>
        Facts.All.Where(provider => provider.Local).ShouldAllBe(provider => provider.Free.Rule == FreeFactsRule.None && provider.Permanence!.Value == Permanence.None);

    [Theory]
    [InlineData("gemini", "gemini-3.8-flash", "gemini-2.5-flash", "gemini-2.5-flash-lite", "gemini-3-flash-preview", "gemma-3-27b-it", "gemma-4-31b-it", "GEMINI-3.5-FLASH-LITE")]
    [InlineData("zhipu", "glm-4.7-flash", "glm-4.5-flash", "glm-4.6v-flash", "glm-4-flash", "glm-4-flash-250414", "glm-4v-flash")]
    [InlineData("zai", "glm-4.7-flash", "glm-4.5-flash", "glm-4.6v-flash")]
    [InlineData("siliconflow", "Qwen/Qwen3-8B", "THUDM/GLM-4-9B-0414")]
    [InlineData("spark", "lite")]
    [InlineData("aion", "aion-labs/aion-2.0", "aion-labs/aion-rp-llama-3.1-8b")]
    [InlineData("ollama-cloud", "gpt-oss:120b", "gpt-oss:20b", "nemotron-3-ultra")]
    [InlineData("cloudflare", "@cf/openai/gpt-oss-120b", "@cf/zai-org/glm-4.7-flash")]
    [InlineData("modelscope", "Qwen/Qwen3-32B")]
    [InlineData("aihubmix", "gpt-oss-20b-free")]
    [InlineData("routeway", "step-3.7-flash:free")]
    public void What_is_given_is_covered(string id, params string[] models) => models.ShouldAllBe(model => Covers(Of(id).Free, model));

    [Theory]
    [InlineData("gemini", "gemini-2.5-pro", "gemini-3-pro-preview", "gemini-3.1-pro-preview", "gemini-2.0-flash", "gemini-1.5-flash", "gemini-2.5-flash-image", "gemini-2.5-flash-preview-tts", "gemini-omni-flash", "gemini-live-2.5-flash", "imagen-4", "veo-3")]
    [InlineData("zhipu", "glm-4.7-flashx", "glm-4-flashx", "glm-4-flashx-250414", "glm-4.7", "glm-4-plus", "glm-4v-flashx", "embedding-3", "glm-z1-flashx")]
    [InlineData("zai", "glm-4.7-flashx", "glm-4.7", "glm-5.2", "glm-4.6v", "glm-4.6v-flashx")]
    [InlineData("siliconflow", "Pro/Qwen/Qwen3-8B", "Pro/Qwen/Qwen2.5-7B-Instruct", "LoRA/Qwen/Qwen2.5-7B-Instruct", "Vendor-A/Qwen/Qwen3-8B", "Qwen/Qwen3-32B", "deepseek-ai/DeepSeek-V3", "deepseek-ai/DeepSeek-R1", "Pro/deepseek-ai/DeepSeek-R1")]
    [InlineData("spark", "pro-128k", "generalv3.5", "4.0Ultra", "lite-pro")]
    [InlineData("aion", "aion-labs/aion-1.0", "aion-labs/aion-3.0-max")]
    [InlineData("ollama-cloud", "deepseek-v4-pro", "kimi-k3", "qwen3.5:397b", "mistral-large-3:675b")]
    [InlineData("nararouter", "mistral-large-3", "minimax-m3", "gpt-5")]
    [InlineData("poolside", "poolside/other", "other/laguna-m.1")]
    [InlineData("cloudflare", "@cf/moonshotai/kimi-k2.6", "@cf/moonshotai/kimi-k2.7-code", "@cf/zai-org/glm-5.2", "@cf/zai-org/glm-5.3-flash", "@cf/deepseek-ai/deepseek-v4-flash-0731", "@cf/deepseek-ai/deepseek-v4-pro-0813")]
    [InlineData("aihubmix", "gpt-oss-20b", "free-model", "gpt-oss-20b-free-pro")]
    [InlineData("bazaarlink", "qwen/qwen3.7-flash", "free")]
    [InlineData("openrouter", "google/lyria-3-clip-preview")]
    public void A_paid_twin_is_never_covered(string id, params string[] models) => models.ShouldAllBe(model => !Covers(Of(id).Free, model));

    /// <summary>As the rules say it, without prices and marks, which only a list of models has.</summary>
    private static bool Covers(FreeFacts free, string model)
    {
        if (free.Except.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model)))
            return false;

        return free.Rule switch
        {
            FreeFactsRule.All => true,
            FreeFactsRule.List => free.Models.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model)),
            FreeFactsRule.Suffix => model.EndsWith(free.Suffix, StringComparison.OrdinalIgnoreCase),
            FreeFactsRule.Price => true, // Only what is excepted is no matter of price.
            _ => false,
        };
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_is_believed_free_that_the_rule_of_its_provider_leaves_out(string id)
    {
        var facts = Of(id);
        foreach (var model in Facts.ModelsOf(id).Where(model => model.IsBelievedFree))
            (facts.Free.Rule == FreeFactsRule.Marked || Covers(facts.Free, model.Id)).ShouldBeTrue($"{id}/{model.Id}");
        if (facts.Tier != ProviderTier.Standing)
            Facts.ModelsOf(id).ShouldAllBe(model => !model.IsBelievedFree);
    }

    private static ProviderFacts Of(string id) => Facts.TryFind(id, out var provider) ? provider : throw new ArgumentException(id);
}
