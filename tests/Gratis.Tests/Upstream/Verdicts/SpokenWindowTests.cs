using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Upstream.Verdicts;

public sealed class SpokenWindowTests
{
    [Theory]
    [InlineData("This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.", 8192)]
    [InlineData("exceeds the context window of 32k", 32_000)]
    [InlineData("The context window is 1M tokens", 1_000_000)]
    [InlineData("maximum context length: 131,072, you sent 140,000", 131_072)]
    [InlineData("prompt is too long: 210000 tokens > 200000 maximum", 200_000)]
    [InlineData("the request exceeds the available context size (4096 tokens)", 4096)]
    [InlineData("limit 131072", 131_072)]
    [InlineData("a 32768-token context window was exceeded by 4 tokens", 32_768)]
    [InlineData("`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens", 4096)]
    [InlineData("This model's maximum prompt length is 131072 but the request contains 140000 tokens.", 131_072)]
    [InlineData("is longer than max_model_len (16384)", 16_384)]
    [InlineData("too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000", 4081)]
    [InlineData("上下文长度为 8192", 8192)]
    [InlineData("length of prompt_tokens (40210) must be less than max_seq_len (32768).", 32768)]
    public void A_window_is_found_in_the_words(string words, int window) => SpokenWindow.Find(words).ShouldBe(window);

    [Theory]
    [InlineData("")]
    [InlineData("prompt is too long")]
    [InlineData("you requested 9000 tokens")]
    [InlineData("size limit exceeded by 25836 tokens")]
    [InlineData("exceeded max context length by 1119 tokens")]
    [InlineData("on tokens per minute (TPM): Limit 8000, Requested 12040")]
    [InlineData("exceeds the limit of 20971520 bytes")]
    [InlineData("the limit is 10MB")]
    [InlineData("a limit of 4 images")]
    [InlineData("This model supports at most 4096 completion tokens")]
    [InlineData("context length is 1.5M")]
    [InlineData("the limit is 99999999999999999999")]
    [InlineData("context length of at most one of is of is of is 8192")]
    public void Other_numbers_are_none(string words) => SpokenWindow.Find(words).ShouldBeNull();

    [Fact]
    public void What_is_behind_the_first_words_is_not_looked_at() =>
        SpokenWindow.Find(new string('x', 5000) + " context length is 8192").ShouldBeNull();

    [Fact]
    public void Words_without_end_are_read_in_no_time() =>
        SpokenWindow.Find(string.Concat(Enumerable.Repeat("1 limit is of limit maximum ", 10_000))).ShouldBe(1);
}
