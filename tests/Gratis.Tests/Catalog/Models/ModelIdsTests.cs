using Gratis.Catalog.Models;

namespace Gratis.Tests.Catalog.Models;

public class ModelIdsTests
{
    [Fact]
    public void Every_spelling_of_a_model_is_one_family()
    {
        ModelIdCorpus.Rows.Count.ShouldBeGreaterThan(150);
        ModelIdCorpus.Rows
            .Select(row => (row.Id, row.Family, Read: ModelIds.Identify(row.Id).Family))
            .Where(row => row.Family != row.Read)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_family_and_an_upper_case_id_and_an_id_below_any_vendor_mean_the_same()
    {
        foreach (var (id, family) in ModelIdCorpus.Rows)
        {
            ModelIds.Identify(family).Family.ShouldBe(family);
            ModelIds.Identify(id.ToUpperInvariant()).Family.ShouldBe(family);
            ModelIds.Identify($"some/vendor/{id}").Family.ShouldBe(family);
        }
    }

    [Theory]
    [InlineData("qwen3-235b-a22b-thinking-2507", "qwen3-235b-a22b-instruct-2507")]
    [InlineData("qwen2.5-coder-32b-instruct", "qwen2.5-32b-instruct")]
    [InlineData("qwen2.5-vl-72b-instruct", "qwen2.5-72b-instruct")]
    [InlineData("llama-3.1-70b-instruct", "llama-3.3-70b-instruct")]
    [InlineData("gemini-2.5-flash", "gemini-2.5-flash-lite")]
    [InlineData("gpt-4o", "gpt-4o-mini")]
    [InlineData("gpt-5", "gpt-5-chat")]
    [InlineData("gpt-4", "gpt-4-turbo")]
    [InlineData("deepseek-r1", "deepseek-r1-0528")]
    [InlineData("deepseek-r1", "deepseek-r1:8b")]
    [InlineData("kimi-k2", "kimi-k2-thinking")]
    [InlineData("mistral-7b-instruct-v0.2", "mistral-7b-instruct-v0.3")]
    [InlineData("phi-3-mini-4k-instruct", "phi-3-mini-128k-instruct")]
    [InlineData("grok-4", "grok-4-fast")]
    [InlineData("text-embedding-003", "text-embedding-004")]
    [InlineData("codestral-2501", "codestral-2508")]
    [InlineData("llama3.2:1b", "llama3.2:3b")]
    public void Different_weights_are_never_joined(string one, string other) =>
        ModelIds.Identify(one).Family.ShouldNotBe(ModelIds.Identify(other).Family);

    [Theory]
    [InlineData("meta-llama/llama-3.3-70b-instruct:free", "free")]
    [InlineData("moonshotai/kimi-k2:NITRO", "nitro")]
    [InlineData("llama3.2:3b", "3b")]
    [InlineData("llama3.2:latest", null)]
    [InlineData("qwen/qwen3-8b", null)]
    public void What_follows_the_colon_is_the_variant(string id, string? variant) => ModelIds.Identify(id).Variant.ShouldBe(variant);

    [Theory]
    [InlineData("")]
    [InlineData(":free")]
    [InlineData("/")]
    [InlineData("a/")]
    [InlineData("-instruct")]
    [InlineData("instruct-chat-it")]
    [InlineData("模型/通义千问")]
    [InlineData("../../etc/passwd")]
    public void An_id_that_says_nothing_is_a_family_of_its_own(string id)
    {
        var family = ModelIds.Identify(id).Family;
        ModelIds.Identify(family).Family.ShouldBe(family);
    }

    [Fact]
    public void A_hostile_id_is_bounded()
    {
        var id = string.Concat(Enumerable.Repeat("instruct-2.5p3-qwen_9_x:", 20_000));
        ModelIds.Identify(id).Size.ShouldBe(ModelSize.Unknown);
    }

    [Fact]
    public void Aliases_lead_to_families_that_lead_nowhere_else()
    {
        foreach (var (name, family) in ModelAliases.All)
        {
            ModelAliases.All.ContainsKey(family).ShouldBeFalse(family);
            ModelIds.Identify(family).Family.ShouldBe(family);
            ModelIds.Identify(name).Family.ShouldBe(family);
        }
    }
}
