using System.Collections.Concurrent;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class BuiltInModelsTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static TheoryData<string> Files =>
        [.. typeof(BuiltInFacts).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("models/", StringComparison.Ordinal)).Select(name => name["models/".Length..^".yaml".Length])];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_of_a_known_provider_and_reads(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        provider!.Id.ShouldBe(id);
        var models = Facts.ModelsOf(id);
        models.ShouldNotBeEmpty();
        foreach (var model in models)
        {
            model.Evidence.Source.ShouldBe(ClaimSource.BuiltIn);
            model.Evidence.From.ShouldNotBeNullOrWhiteSpace();
            model.Evidence.Confidence.ShouldBeInRange(0.3, 0.9);
            model.Evidence.At!.Value.ShouldBeGreaterThan(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
            model.Context.GetValueOrDefault(1000).ShouldBeGreaterThanOrEqualTo(1000);
            (model.Released?.Year ?? 2023).ShouldBeInRange(2023, 2026);
            model.Id.ShouldNotStartWith("models/");
        }
    }

    [Theory]
    [InlineData("groq", "openai/gpt-oss-120b", 131_072, Capability.Tools | Capability.Reasoning | Capability.StructuredOutput, Capability.Vision | Capability.Audio)]
    [InlineData("google", "gemini-3.5-flash", 1_048_576, Capability.Tools | Capability.Reasoning | Capability.StructuredOutput | Capability.Vision | Capability.Audio, Capability.None)]
    [InlineData("zhipu", "glm-4.7-flash", 200_000, Capability.Tools | Capability.Reasoning, Capability.Vision | Capability.Audio)]
    public void A_fresh_install_knows_what_well_known_models_can(string provider, string id, int context, object can, object cannot)
    {
        var model = Facts.ModelsOf(provider).Single(model => model.Id == id);
        model.Context.ShouldBe(context);
        model.Capabilities.Supported.ShouldBe((Capability)can);
        model.Capabilities.Unsupported.ShouldBe((Capability)cannot);
        model.IsBelievedFree.ShouldBeTrue();
        model.Seen.ShouldBe(Capability.Tools);
    }

    [Theory]
    [InlineData("gemini", "gemini-2.5-pro")]
    [InlineData("ollama-cloud", "kimi-k3")]
    [InlineData("sambanova", "DeepSeek-V3.2")]
    [InlineData("aliyun-intl", "qwen3-max")]
    public void What_is_disputed_or_runs_on_credit_is_known_and_not_believed_free(string provider, string id) =>
        Facts.ModelsOf(provider).Single(model => model.Id == id).IsBelievedFree.ShouldBeFalse();

    [Fact]
    public void Enough_models_that_take_tools_are_there_from_the_start() =>
        Facts.All.Sum(provider => Facts.ModelsOf(provider.Id).Count(model => model.IsBelievedFree && model.Capabilities.Supported.HasFlag(Capability.Tools)))
            .ShouldBeGreaterThanOrEqualTo(150);

    [Theory]
    [InlineData("openrouter", "COOLDOWN_SECONDS")]
    [InlineData("groq", "whisper-large-v3")]
    [InlineData("groq", "openai/gpt-oss-safeguard-20b")]
    [InlineData("nvidia", "meta/esmfold")]
    [InlineData("siliconflow", "deepseek-ai/DeepSeek-OCR")]
    public void What_cannot_chat_or_is_no_model_is_not_there(string provider, string id) =>
        Facts.ModelsOf(provider).ShouldNotContain(model => model.Id == id);

    [Theory]
    [InlineData("ovh", "bge-m3")]
    [InlineData("nvidia", "nvidia/nv-embed-v1")]
    public void Embedders_are_told_from_those_that_chat(string provider, string id) =>
        Facts.ModelsOf(provider).Single(model => model.Id == id).Kind.ShouldBe(ModelKind.Embedding);

    [Fact]
    public void Who_has_no_file_or_is_unknown_has_no_models()
    {
        Facts.ModelsOf("ollama").ShouldBeEmpty();
        Facts.ModelsOf("nobody").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_read_when_first_asked_for_and_once()
    {
        var opened = new ConcurrentQueue<string>();
        Facts.TryFind("groq", out var groq).ShouldBeTrue();
        var facts = new BuiltInFacts([groq!], file =>
        {
            opened.Enqueue(file);
            return new StringReader("provider: groq\nmodels:\n  - { id: a, as_of: 2026-10-05, source: someone }");
        });

        opened.ShouldBeEmpty();
        facts.ModelsOf("GROQ").ShouldHaveSingleItem().ShouldBeSameAs(facts.ModelsOf("groq").ShouldHaveSingleItem());
        opened.ShouldBe(["groq.yaml"]);
    }

    [Fact]
    public void Many_may_ask_at_once_and_all_are_told_the_same()
    {
        var facts = BuiltInFacts.Load();
        var told = new ConcurrentBag<ModelFacts>();
        Parallel.For(0, 64, _ => told.Add(facts.ModelsOf("nvidia")[0]));
        told.Distinct(ReferenceEqualityComparer.Instance).ShouldHaveSingleItem();
    }
}
