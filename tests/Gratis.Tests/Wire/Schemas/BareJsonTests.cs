using System.Text;
using System.Text.Json;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Tests.Wire.Schemas;

/// <summary>What is passed on of an answer that was to be JSON.</summary>
public sealed class BareJsonTests
{
    private const string Schema = """{"type":"object","properties":{"a":{}},"required":["a"],"additionalProperties":false}""";

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("  {\"a\":1}\n", """{"a":1}""")]
    [InlineData("```json\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("```\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("```JSON {\"a\":1}```", """{"a":1}""")]
    [InlineData("```json\r\n{\r\n  \"a\": 1\r\n}\r\n```\r\n", "{\r\n  \"a\": 1\r\n}")]
    [InlineData("Here it is:\n\n```json\n{\"a\":1}\n```\nAnything else?", """{"a":1}""")]
    [InlineData("```json\n{\"a\":1}\n```\nOr:\n```json\n{\"a\":2}\n```", """{"a":1}""")]
    [InlineData("```json\n{\"a\":\"use ``` for code\"}\n```", """{"a":"use ``` for code"}""")]
    [InlineData("```json\n{\"a\":1}", """{"a":1}""")] // The fence was never closed.
    [InlineData("<think>{\"a\":0} or 1?</think>\n{\"a\":1}", """{"a":1}""")]
    [InlineData("<think>hm</think>```json\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("\uFEFF{\"a\":1}", """{"a":1}""")]
    [InlineData("{\"a\":\"é 日 🦜 <b>\"}", "{\"a\":\"é 日 🦜 <b>\"}")]
    public void What_stands_around_the_JSON_is_taken_off(string said, string bare) => Take(Answer(JsonSerializer.Serialize(said))).Text.ShouldBe(bare);

    [Theory]
    [InlineData("The answer is {\"a\":1}.")] // Where in a sentence the JSON begins would be a guess.
    [InlineData("```json\n{\"b\":1}\n```")]
    [InlineData("```")]
    [InlineData("```json\n```")]
    [InlineData("<think>{\"a\":1}")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[1]")]
    public void What_holds_no_valid_JSON_will_not_do(string said) => Take(Answer(JsonSerializer.Serialize(said))).Miss.ShouldNotBeNull();

    [Fact]
    public void Texts_in_parts_are_one_text() =>
        Take(Answer("""[{"type":"thinking","thinking":"hm"},{"type":"text","text":"{\"a\""},{"type":"text","text":":1}"}]""")).Text.ShouldBe("""{"a":1}""");

    [Theory]
    [InlineData("null", ""","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]""")]
    [InlineData("\"Let me see.\"", ""","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]""")]
    [InlineData("null", ""","refusal":"I must not." """)]
    public void Calls_and_refusals_are_no_texts(string content, string more)
    {
        var answer = Answer(content, more);
        Take(answer).Whole.ShouldBe(answer);
    }

    [Theory]
    [InlineData("null", ""","tool_calls":[],"refusal":null""")]
    [InlineData("\"x\"", ""","tool_calls":null,"refusal":"" """)]
    public void Empty_calls_and_refusals_excuse_nothing(string content, string more) => Take(Answer(content, more)).Miss.ShouldNotBeNull();

    [Fact]
    public void Every_choice_has_to_follow_it()
    {
        const string good = """{"index":0,"message":{"content":"{\"a\":1}"}}""";
        Take($$$"""{"choices":[{{{good}}},{"index":1,"message":{"content":"```json\n{\"a\":2}\n```"}}]}""").Whole.ShouldContain("""{"index":1,"message":{"content":"{\"a\":2}"}}""");
        Take($$$"""{"choices":[{{{good}}},{"index":1,"message":{"content":"no"}}]}""").Miss.ShouldNotBeNull();
        Take($$$"""{"choices":[{{{good}}},7]}""").Miss.ShouldBe("A choice of its answer is no object.");
    }

    [Fact]
    public void Every_other_byte_stays_as_it_came()
    {
        const string before = " {\r\n \"id\" : \"x\\u0041\", \"n\":1.50 , \"choices\":[ {\"index\":0 , \"message\" : {\"role\":\"assistant\", \"content\": ";
        const string after = " , \"x\":[1, 2]}, \"finish_reason\":\"stop\"} ], \"usage\" : {\"total_tokens\": 3} }\n";

        Take("\uFEFF" + before + "\"```json\\n{\\\"a\\\":1}\\n```\"" + after).Whole.ShouldBe((before + "\"{\\\"a\\\":1}\"" + after).Trim());
        Take(before + "\"{\\u0022a\\\":1}\"" + after).Whole.ShouldBe((before + "\"{\\u0022a\\\":1}\"" + after).Trim());
    }

    [Fact]
    public void The_objection_says_where_and_repeats_no_value() =>
        Take(Answer("""  "{\"a\":1,\"b\":\"secret\"}"  """)).Miss.ShouldBe("It was given a schema in its instructions, and its answer does not follow it: $ holds 'b', which is not allowed.");

    private static string Answer(string content, string more = "") => $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":{{{content}}}{{{more}}}},"finish_reason":"stop"}]}""";

    private static (string? Miss, string Whole, string? Text) Take(string answer)
    {
        using var into = new PooledBuffer(16);
        var miss = SchemaAnswer.Take(Encoding.UTF8.GetBytes(answer), JsonSchema.TryRead(Encoding.UTF8.GetBytes(Schema), out _)!, into);
        var whole = Encoding.UTF8.GetString(into.WrittenSpan);
        var message = miss is null ? JsonDocument.Parse(whole).RootElement.GetProperty("choices")[0].GetProperty("message") : default;
        return (miss, whole, miss is null && message.TryGetProperty("content", out var content) ? content.ToString() : null);
    }
}
