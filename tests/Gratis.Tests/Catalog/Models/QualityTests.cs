using Gratis.Catalog.Models;

namespace Gratis.Tests.Catalog.Models;

public class QualityTests
{
    private static readonly Benchmarks Table = Benchmarks.Load();

    [Fact]
    public void The_shipped_table_is_dated_and_its_families_are_what_ids_lead_to()
    {
        Table.AsOf.ShouldBe(new DateOnly(2026, 8, 22));
        Table.Families.Count.ShouldBeGreaterThan(500);
        Table.Families.Where(family => ModelIds.Identify(family).Family != family).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gemini-3.7-flash", "gemini-3.5-flash-lite")]
    [InlineData("gemini-3.1-pro-preview", "gemini-2.5-pro")]
    [InlineData("gemini-2.5-pro", "gemini-2.5-flash")]
    [InlineData("gemini-2.5-flash", "gemini-2.5-flash-lite")]
    [InlineData("openai/gpt-5", "openai/gpt-5-mini")]
    [InlineData("openai/gpt-5-mini", "openai/gpt-5-nano")]
    [InlineData("openai/gpt-4.1", "openai/gpt-4.1-mini")]
    [InlineData("openai/gpt-4.1-mini", "openai/gpt-4.1-nano")]
    [InlineData("openai/gpt-4o", "openai/gpt-4o-mini")]
    [InlineData("openai/gpt-oss-120b", "openai/gpt-oss-20b")]
    [InlineData("openai/gpt-oss-120b", "meta-llama/llama-3.3-70b-instruct:free")]
    [InlineData("openai/o3", "openai/o1")]
    [InlineData("moonshotai/kimi-k3-free", "moonshotai/kimi-k2.6")]
    [InlineData("moonshotai/kimi-k2.6", "moonshotai/kimi-k2.5")]
    [InlineData("moonshotai/kimi-k2.5", "moonshotai/kimi-k2-instruct")]
    [InlineData("kimi-k2-thinking", "kimi-k2")]
    [InlineData("deepseek-ai/DeepSeek-V4-Pro", "deepseek-ai/DeepSeek-V3.2")]
    [InlineData("deepseek-ai/DeepSeek-V3.2", "DeepSeek-V3.1")]
    [InlineData("DeepSeek-V3.1", "deepseek-ai/DeepSeek-V3")]
    [InlineData("deepseek-ai/DeepSeek-R1-0528", "deepseek-ai/DeepSeek-R1")]
    [InlineData("deepseek-ai/DeepSeek-R1", "deepseek-r1:8b")]
    [InlineData("z-ai/glm-5.2", "z-ai/glm-5.1")]
    [InlineData("z-ai/glm-5.1", "zai-glm-4.7")]
    [InlineData("glm-4.7-free", "glm-4.7-flash")]
    [InlineData("glm-4.5", "z-ai/glm-4.5-air:free")]
    [InlineData("minimax/minimax-m3", "minimax/minimax-m2.5:free")]
    [InlineData("minimax-m2.7", "minimax-m2")]
    [InlineData("qwen/qwen3.8-27b:free", "Qwen/Qwen3.5-27B")]
    [InlineData("Qwen/Qwen3.5-27B", "Qwen/Qwen3.5-9B")]
    [InlineData("Qwen/Qwen3.5-9B", "Qwen/Qwen3-8B")]
    [InlineData("Qwen/Qwen3-32B", "Qwen/Qwen3-8B")]
    [InlineData("Qwen/Qwen3-235B-A22B-Instruct-2507", "qwen3-235b-a22b")]
    [InlineData("llama-3.3-70b-versatile", "llama-3.1-8b-instant")]
    [InlineData("llama-3.1-8b-instant", "llama3.2:3b")]
    [InlineData("llama3.2:3b", "llama3.2:1b")]
    [InlineData("meta/llama-4-maverick-17b-128e-instruct", "meta/llama-4-scout-17b-16e-instruct")]
    [InlineData("google/gemma-4-31b-it:free", "google/gemma-3-27b-it:free")]
    [InlineData("google/gemma-3-27b-it:free", "google/gemma-3-4b-it:free")]
    [InlineData("mistral-large-2512", "mistral-large-2411")]
    [InlineData("nvidia/nemotron-3-ultra-550b-a55b:free", "nvidia/nemotron-3-super-120b-a12b:free")]
    [InlineData("nvidia/nemotron-3-super-120b-a12b:free", "nvidia/nemotron-3-nano-30b-a3b:free")]
    [InlineData("claude-opus-4-5", "claude-haiku-4-5")]
    [InlineData("claude-sonnet-4-20250514", "claude-3-5-sonnet-20241022")]
    // Never measured from here on.
    [InlineData("gemini-3.8-flash", "gemini-3.7-flash")]
    [InlineData("gemini-flash-latest", "gemini-2.5-flash-lite")]
    [InlineData("minimax-m4", "minimax-m2.7")]
    [InlineData("inclusionai/ling-3.1-flash", "inclusionai/ling-2.6-flash:free")]
    [InlineData("deepseek-v3.3", "deepseek-v3.2")]
    [InlineData("meta/llama-3.1-70b-instruct", "abacusai/dracarys-llama-3.1-70b-instruct")]
    [InlineData("acme/hero-405b", "acme/hero-70b")]
    [InlineData("acme/hero-70b", "acme/hero-8b")]
    [InlineData("acme/hero-thinking-32b", "acme/hero-32b")]
    [InlineData("acme/hero-pro", "acme/hero-mini")]
    [InlineData("llama-3.3-70b-versatile", "acme/hero-70b")]
    [InlineData("llama-3.1-8b-instant", "acme/hero-8b")]
    [InlineData("openai/gpt-oss-120b", "acme/hero-120b")]
    [InlineData("acme/gemini-like-minimax", "acme/hero-mini")]
    public void The_first_is_the_better_model(string better, string worse) => Points(better).ShouldBeGreaterThan(Points(worse));

    [Fact]
    public void A_newer_version_that_the_table_lacks_is_no_worse_than_the_one_it_has()
    {
        var late = Benchmarks.Parse("family\ta 2026-01-01\tb 2026-01-02\tc 2026-01-03\ndeepseek-v3-1\t20\t\t\n");
        var newer = QualityEstimate.Of(ModelIds.Identify("DeepSeek-V3.2"), late, null);
        newer.IsMeasured.ShouldBeFalse();
        newer.Points.ShouldBeGreaterThanOrEqualTo(late.Find("deepseek-v3-1")!.Points);
        newer.Why.ShouldContain("deepseek-v3-1");
        QualityEstimate.Of(ModelIds.Identify("deepseek-v2.5"), late, null).Points.ShouldBeLessThan(20);
    }

    [Fact]
    public void A_guess_from_the_size_alone_stays_below_most_measured_models_of_that_size()
    {
        var sized = Table.Families.Select(family => (Family: family, ModelIds.Identify(family).Size.Total)).Where(model => model.Total is >= 1).ToArray();
        var below = sized.Count(model => Points($"acme/hero-{model.Total}b") < Points(model.Family));
        sized.Length.ShouldBeGreaterThan(250);
        ((double)below / sized.Length).ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Names_that_say_nothing_are_all_the_same()
    {
        var one = QualityEstimate.Of(ModelIds.Identify("m1"), Table, null);
        one.ShouldBe(new ModelQuality(8, "nothing known of it", IsMeasured: false));
        foreach (var id in (string[])["stealth/ox-alpha", "big-pickle", "auto", "x", "acme/gemini-like-minimax"])
            QualityEstimate.Of(ModelIds.Identify(id), Table, null).ShouldBe(one);
    }

    [Fact]
    public void A_younger_model_of_the_same_size_counts_for_more()
    {
        var identity = ModelIds.Identify("acme/hero-30b");
        var young = QualityEstimate.Of(identity, Table, new DateOnly(2026, 8, 1)).Points;
        var old = QualityEstimate.Of(identity, Table, new DateOnly(2024, 8, 1)).Points;
        young.ShouldBeGreaterThan(old);
        QualityEstimate.Of(identity, Table, new DateOnly(2030, 1, 1)).Points.ShouldBe(QualityEstimate.Of(identity, Table, Table.AsOf).Points);
        QualityEstimate.Of(identity, Table, new DateOnly(1, 1, 1)).Points.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Where_a_number_comes_from_is_said_with_its_dates()
    {
        var quality = Table.Find("gpt-oss-120b")!;
        quality.IsMeasured.ShouldBeTrue();
        quality.Why.ShouldBe("Artificial Analysis 24.13 of 2026-08-22, Arena 1352 of 2026-08-21, LiveBench 46.09 of 2026-07-01");
        QualityEstimate.Of(ModelIds.Identify("acme/hero-8b"), Table, null).Why.ShouldBe("never measured; guessed from 8 billion parameters, undated");
    }

    [Theory]
    [InlineData(20.0, null, null, 20.0)]
    [InlineData(0.2, null, null, 1.0)]
    [InlineData(null, 1400.0, null, 21.88)]
    [InlineData(null, null, 60.0, 29.36)]
    public void One_leaderboard_is_enough(double? index, double? arena, double? liveBench, double points) =>
        QualityScale.Mix(index, arena, liveBench).ShouldBe(points, 0.02);

    [Fact]
    public void The_mix_grows_with_each_of_its_parts_and_stays_in_bounds()
    {
        for (var step = 1; step <= 100; step++)
        {
            QualityScale.Mix(step, 1300, 50).ShouldBeGreaterThanOrEqualTo(QualityScale.Mix(step - 1, 1300, 50));
            QualityScale.Mix(30, 900 + (step * 7), 50).ShouldBeGreaterThan(QualityScale.Mix(30, 893 + (step * 7), 50));
            QualityScale.Mix(30, 1300, step).ShouldBeGreaterThan(QualityScale.Mix(30, 1300, step - 1));
        }

        QualityScale.Mix(100, 3000, 100).ShouldBe(100);
        QualityScale.Mix(null, 0, 0).ShouldBeInRange(0, 1);
    }

    private static double Points(string id) => QualityEstimate.Of(ModelIds.Identify(id), Table, null).Points;
}
