using Gratis.Gateway.Pool.Scores;

namespace Gratis.Gateway.Tests.Pool;

public sealed class HomeOpsScoreTests
{
    [Theory]
    [InlineData("mistralai/devstral-2512:free", 262_144, 230)]
    [InlineData("qwen/qwen3-coder:free", 262_144, 230)]
    [InlineData("google/gemini-2.0-flash-exp:free", 1_048_576, 210)]
    [InlineData("meta-llama/llama-3.3-70b-instruct:free", 131_072, 205)]
    [InlineData("google/gemma-3-27b-it:free", 131_072, 200)]
    [InlineData("other/plain:free", 16_384, 140)]
    [InlineData("other/plain:free", 32_768, 150)]
    [InlineData("other/plain:free", 131_072, 170)]
    [InlineData("other/plain:free", 262_144, 180)]
    [InlineData("other/plain:free", 1_048_576, 200)]
    [InlineData("nvidia/plain:free", 16_384, 155)]
    [InlineData("deepseek/plain", 16_384, 155)]
    [InlineData("openai/plain", 16_384, 155)]
    [InlineData("anthropic/plain", 16_384, 155)]
    [InlineData("microsoft/plain", 16_384, 140)]
    [InlineData("cohere/plain", 16_384, 150)]
    [InlineData("databricks/plain", 16_384, 150)]
    [InlineData("amazon/plain", 16_384, 150)]
    [InlineData("ai21/plain", 16_384, 150)]
    [InlineData("xiaomi/plain", 16_384, 150)]
    [InlineData("GOOGLE/Plain", 16_384, 170)]
    [InlineData("x/agent", 16_384, 155)]
    [InlineData("x/preview", 16_384, 130)]
    [InlineData("x/alpha", 16_384, 130)]
    [InlineData("x/beta", 16_384, 135)]
    [InlineData("x/nano", 16_384, 125)]
    [InlineData("x/tiny", 16_384, 125)]
    [InlineData("x/micro", 16_384, 125)]
    [InlineData("x/small", 16_384, 135)]
    [InlineData("x/m-7b", 16_384, 120)]
    [InlineData("x/19b", 16_384, 120)]
    [InlineData("x/m-20b", 16_384, 140)]
    [InlineData("minimax/minimax-m2", 16_384, 125)]
    [InlineData("x/experience", 16_384, 135)]
    [InlineData("x/m-1.7b", 16_384, 140)]
    [InlineData("x/gemma-3n-e4b", 16_384, 140)]
    [InlineData("x/m-99999999999999999999b", 16_384, 140)]
    [InlineData("x/plain", 0, 0)]
    public void The_script_gives_what_it_gives_mistakes_included(string id, int context, double expected) =>
        HomeOpsScript.Score(id, context).Total.ShouldBe(expected, 0.001);

    [Theory]
    [InlineData("x/plain", 16_384, 140)]
    [InlineData("x/plain", 131_072, 170)]
    [InlineData("qwen/qwen3-coder:free", 262_144, 210)]
    [InlineData("mistralai/devstral-2512:free", 262_144, 200)]
    [InlineData("google/gemini-2.0-flash-exp:free", 1_048_576, 205)]
    [InlineData("x/agent-preview", 16_384, 150)]
    [InlineData("meta-llama/llama-3.3-70b-instruct:free", 131_072, 170)]
    [InlineData("x/tiny-mini-nano-3b", 16_384, 140)]
    public void The_document_knows_no_reputation_and_no_size(string id, int context, double expected) =>
        HomeOpsDocument.Score(id, context).Total.ShouldBe(expected, 0.001);
}
