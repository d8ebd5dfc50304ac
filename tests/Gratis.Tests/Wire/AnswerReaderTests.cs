using System.Text;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class AnswerReaderTests
{
    private const string Good =
        """{"id":"1","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"cost":0}}""";

    [Fact]
    public void A_good_answer_is_understood()
    {
        AnswerFacts facts = AnswerReader.Read(Utf8(Good));
        ByteRange text = facts.Text;
        Encoding.UTF8.GetString(text.Of(Utf8(Good))).ShouldBe("\"hi\"");
        facts.ShouldBe(new AnswerFacts { Choices = 1, Substance = Substance.Text, Finish = FinishReason.Stop, Text = text, Usage = new Usage(3, 1, 0) });
        facts.Status.ShouldBe(AnswerStatus.Ok);
    }

    [Theory]
    [InlineData("", "Empty")]
    [InlineData(" \n", "Empty")]
    [InlineData("<html>", "NotJson")]
    [InlineData("Bad gateway", "NotJson")]
    [InlineData("[]", "NotJson")]
    [InlineData("\"x\"", "NotJson")]
    [InlineData("{'a':1}", "NotJson")]
    [InlineData("{} {}", "NotJson")]
    [InlineData("{\"a\":1,}", "NotJson")]
    [InlineData("{", "Truncated")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"hel", "Truncated")]
    [InlineData("{\"a\":tru", "Truncated")]
    [InlineData("{\"a\":1", "Truncated")]
    [InlineData("{}", "Ok")]
    [InlineData("\uFEFF {} \n", "Ok")]
    public void What_is_no_answer_is_told_apart(string body, string status) =>
        AnswerReader.Read(Utf8(body)).Status.ToString().ShouldBe(status);

    [Fact]
    public void Every_cut_of_an_answer_is_truncated()
    {
        byte[] whole = Utf8(Good);
        for (int length = 1; length < whole.Length; length++)
        {
            AnswerReader.Read(whole.AsSpan(0, length)).ShouldBe(new AnswerFacts { Status = AnswerStatus.Truncated });
        }
    }

    [Theory]
    [InlineData("""{"error":{"message":"x","code":429}}""", """{"message":"x","code":429}""")]
    [InlineData("\uFEFF{\"error\":\"x\"}", "\"x\"")]
    [InlineData("""{"choices":[{"error":{"code":502},"message":{"content":""}}]}""", """{"code":502}""")]
    public void An_error_inside_a_200_is_found(string body, string range)
    {
        byte[] bytes = Utf8(body);
        AnswerFacts facts = AnswerReader.Read(bytes);
        facts.HasError.ShouldBeTrue();
        Encoding.UTF8.GetString(facts.Error.Of(bytes)).ShouldBe(range);
    }

    [Fact]
    public void A_choice_that_finished_with_an_error_is_one() =>
        AnswerReader.Read("""{"choices":[{"message":{"content":"par"},"finish_reason":"error"}]}"""u8).HasError.ShouldBeTrue();

    [Theory]
    [InlineData("""{"content":""}""", "None", false)]
    [InlineData("""{"content":"\n"}""", "None", false)]
    [InlineData("""{"content":null,"reasoning":"hm"}""", "Reasoning", true)]
    [InlineData("""{"content":"a","reasoning_content":"hm"}""", "Text, Reasoning", false)]
    [InlineData("""{"content":null,"refusal":"no"}""", "Refusal", false)]
    [InlineData("""{"content":null,"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}""", "ToolCall", false)]
    public void What_a_message_gives(string message, string substance, bool reasoningOnly)
    {
        AnswerFacts facts = AnswerReader.Read(Utf8($$"""{"choices":[{"message":{{message}}}]}"""));
        facts.Substance.ToString().ShouldBe(substance);
        facts.IsReasoningOnly.ShouldBe(reasoningOnly);
    }

    [Theory]
    [InlineData("\"{}\"", false)]
    [InlineData("\"{\\\"a\\\":\\\"\\u00e9\\\"}\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("null", false)]
    [InlineData("\"{\"", true)]
    [InlineData("\"{} x\"", true)]
    [InlineData("\"call f\"", true)]
    [InlineData("\"\\ud800\"", true)]
    [InlineData("{\"a\":1}", true)]
    [InlineData("\"[1]\"", true)]
    [InlineData("\"7\"", true)]
    [InlineData("\"null\"", false)]
    public void Tool_arguments_must_be_an_object_in_a_string(string arguments, bool broken)
    {
        AnswerReader.Read(Utf8("""{"choices":[{"message":{"tool_calls":[{"function":{"name":"f","arguments":""" + arguments + "}}]}}]}"))
            .HasBrokenArguments.ShouldBe(broken);
        AnswerReader.Read(Utf8("""{"choices":[{"message":{"function_call":{"name":"f","arguments":""" + arguments + "}}}]}"))
            .HasBrokenArguments.ShouldBe(broken);
    }

    [Theory]
    [InlineData("""{"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}""", true)]
    [InlineData("""{"tool_calls":[{"type":"custom","custom":{"name":"f","input":"go"}}]}""", true)]
    [InlineData("""{"function_call":{"name":"f","arguments":"{}"}}""", true)]
    [InlineData("""{"tool_calls":[{"function":{"name":"f"}}]}""", true)]
    [InlineData("""{"tool_calls":[{"function":{"name":" ","arguments":"{}"}}]}""", false)]
    [InlineData("""{"tool_calls":[{"function":{"arguments":"{}"}}]}""", false)]
    [InlineData("""{"tool_calls":[{"function":{"name":"f","arguments":"{"}}]}""", false)]
    [InlineData("""{"tool_calls":[{"type":"web_search"}]}""", false)]
    [InlineData("""{"tool_calls":[{"function":{"arguments":"{"}},{"function":{"name":"f","arguments":"{}"}}]}""", true)]
    [InlineData("""{"content":"f"}""", false)]
    public void A_call_names_its_tool_and_has_arguments(string message, bool called) =>
        AnswerReader.Read(Utf8($$"""{"choices":[{"message":{{message}}}]}""")).HasCall.ShouldBe(called);

    [Theory]
    [InlineData("""[{"message":{"content":"a\"b"}},{"message":{"content":"c"}}]""", "\"a\\\"b\"")]
    [InlineData("""[{"message":{"content":" "}},{"message":{"content":"c"}}]""", "\"c\"")]
    [InlineData("""[{"message":{"content":[{"type":"text","text":"a"}]}}]""", "")]
    [InlineData("""[{"message":{"reasoning":"a"}}]""", "")]
    public void The_first_text_is_pointed_at(string choices, string literal)
    {
        byte[] body = Utf8("\uFEFF{\"choices\":" + choices + "}");
        Encoding.UTF8.GetString(AnswerReader.Read(body).Text.Of(body)).ShouldBe(literal);
    }

    [Fact]
    public void Tool_arguments_that_are_no_utf8_are_broken()
    {
        byte[] body = [.. "{\"choices\":[{\"message\":{\"function_call\":{\"arguments\":\"{"u8, 0xFF, .. "}\"}}}]}"u8];
        AnswerReader.Read(body).HasBrokenArguments.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"object":"list","data":[{"index":0,"embedding":[0.1,-2e-3]},{"index":1,"embedding":"AAAA"}],"usage":{"prompt_tokens":5}}""", 2)]
    [InlineData("""{"results":[{"index":1,"relevance_score":0.9}]}""", 1)]
    [InlineData("""{"data":[]}""", 0)]
    [InlineData("""{"data":null}""", 0)]
    [InlineData("""{"data":[1,2]}""", 0)]
    public void Items_of_the_other_operations_are_counted(string body, int items) =>
        AnswerReader.Read(Utf8(body)).Items.ShouldBe(items);
}
