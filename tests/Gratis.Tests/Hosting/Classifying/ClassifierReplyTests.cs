using System.Text;
using System.Text.Json;
using Gratis.Catalog.Models;
using Gratis.Hosting.Classifying;

namespace Gratis.Tests.Hosting.Classifying;

public sealed class ClassifierReplyTests
{
    [Theory]
    [InlineData("LITE", "Lite")]
    [InlineData("standard", "Standard")]
    [InlineData(" Large.\n", "Large")]
    [InlineData("**REASONING**", "Reasoning")]
    [InlineData("\"lite\"", "Lite")]
    [InlineData("LITE or LARGE", null)]
    [InlineData("I think it is LARGE", null)]
    [InlineData("LARGELY", null)]
    [InlineData("推理", null)]
    [InlineData("...", null)]
    public void Exactly_one_of_the_four_words_counts(string said, string? tier) =>
        Read($$$"""{"choices":[{"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(said)}}}},"finish_reason":"stop"}]}""")?.ToString().ShouldBe(tier);

    [Theory]
    [InlineData("")]
    [InlineData("LARGE")]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[{"message":{"content":null}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":[{"type":"text","text":"LARGE"}]}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"\ud83d"}}]}""")]
    public void What_is_no_answer_names_no_tier(string body) => Read(body).ShouldBeNull();

    private static ModelTier? Read(string body) => ClassifierReply.Read(Encoding.UTF8.GetBytes(body));
}
