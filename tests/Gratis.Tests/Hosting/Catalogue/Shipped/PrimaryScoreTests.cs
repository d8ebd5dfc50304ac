using Gratis.Catalog.Models;
using Gratis.Hosting.Catalogue.Shipped;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

public sealed class PrimaryScoreTests
{
    [Theory]
    [InlineData("maker/thing-70b", 0)]
    [InlineData("qwen/qwen3-coder-480b:free", 20)]
    [InlineData("mistralai/devstral-2512", 20)]
    [InlineData("maker/agentic-70b-instruct", 20)]
    [InlineData("maker/thing-70b-instruct", 5)]
    [InlineData("google/gemini-2.0-flash-exp", -5)]
    [InlineData("google/gemini-2.5-pro-preview", -10)]
    [InlineData("maker/thing-alpha-70b", -10)]
    [InlineData("minimax/minimax-m2", 0)]
    [InlineData("google/gemini-2.5-flash", 0)]
    [InlineData("cohere/experience-70b", 0)]
    [InlineData("cohere/aya-expanse-70b", 0)]
    [InlineData("maker/alphabet-70b", 0)]
    [InlineData("maker/thing-mini", -15)]
    [InlineData("maker/thing-nano-70b", 0)]
    [InlineData("maker/thing-small", -5)]
    [InlineData("maker/thing-small-24b", 0)]
    [InlineData("maker/thing-1.7b", -20)]
    [InlineData("google/gemma-3n-e4b-it", -20)]
    [InlineData("maker/thing-19.9b", -20)]
    [InlineData("maker/thing-20b", 0)]
    [InlineData("maker/thing-30b-a3b", 0)]
    [InlineData("maker/coder-coder-70b", 20)]
    public void Whole_words_and_whole_sizes_count(string id, double expected) => Score(id, quality: 0, context: 16_384).ShouldBe(expected);

    [Theory]
    [InlineData(16_384, 0)]
    [InlineData(32_768, 3)]
    [InlineData(131_072, 9)]
    [InlineData(1_048_576, 18)]
    [InlineData(10_000_000, 18)]
    public void Room_counts_and_never_outweighs_wits(int context, double expected)
    {
        Score("maker/thing-70b", quality: 0, context).ShouldBe(expected, 0.001);
        Score("maker/thing-70b", quality: 10, context: 16_384).ShouldBeGreaterThan(Score("maker/thing-70b", quality: 0, context));
    }

    [Theory]
    [InlineData("google/gemma-9-70b", 10)]
    [InlineData("gemma-9-70b", 10)]
    [InlineData("meta/llama-9-70b", 10)]
    [InlineData("qwen9-70b", 10)]
    [InlineData("mistral-large-9-200b", 10)]
    [InlineData("deepseek-v9", 5)]
    [InlineData("nvidia/nemotron-9-70b", 5)]
    [InlineData("command-z-70b", 3)]
    [InlineData("google/unheard-of-70b", 0)]
    public void A_good_name_stands_in_where_nobody_measured_and_whoever_serves_it(string id, double expected)
    {
        Score(id, quality: 0, context: 16_384, isMeasured: false).ShouldBe(expected);
        Score(id, quality: 0, context: 16_384, isMeasured: true).ShouldBe(0);
    }

    [Fact]
    public void Every_point_says_where_it_comes_from()
    {
        var score = PrimaryScore.Of(Facts("qwen/qwen9-coder-7b-preview", 12, 131_072, isMeasured: false));

        score.Parts.Select(part => (part.Name, part.Points, part.Why)).ShouldBe(
        [
            ("quality", 24, "why"), ("maker", 10, "never measured, and made by qwen"), ("context", 9, "131072 tokens"),
            ("word", 20, "coder"), ("word", -10, "preview"), ("size", -20, "7 billion parameters"),
        ]);
        score.Total.ShouldBe(33);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(":free")]
    [InlineData("---")]
    public void An_id_that_says_nothing_breaks_nothing(string id) => Score(id, quality: 1, context: 16_384).ShouldBe(2);

    [Fact]
    public void Nor_does_one_that_never_ends() => Score(new string('x', 5000), quality: 1, context: 16_384).ShouldBe(2);

    private static double Score(string id, double quality, int context, bool isMeasured = true) => PrimaryScore.Of(Facts(id, quality, context, isMeasured)).Total;

    private static PrimaryFacts Facts(string id, double quality, int context, bool isMeasured) =>
        new(id, ModelIds.Identify(id), new ModelQuality(quality, "why", isMeasured), context);
}
