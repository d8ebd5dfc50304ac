using System.Text;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class ChunkReaderTests
{
    [Theory]
    [InlineData("""{"role":"assistant"}""", "None")]
    [InlineData("""{"content":""}""", "None")]
    [InlineData("""{"content":null}""", "None")]
    [InlineData("""{"content":" \n\t\u00a0\u0000 "}""", "None")]
    [InlineData("""{"content":"　"}""", "None")]
    [InlineData("""{"content":"."}""", "Text")]
    [InlineData("""{"content":"  \"  "}""", "Text")]
    [InlineData("""{"content":"\u0041"}""", "Text")]
    [InlineData("""{"content":"\ud83d\ude00"}""", "Text")]
    [InlineData("""{"content":"é"}""", "Text")]
    [InlineData("""{"content":[]}""", "None")]
    [InlineData("""{"content":[{"type":"text","text":" "}]}""", "None")]
    [InlineData("""{"content":[{"type":"text","text":"a"}]}""", "Text")]
    [InlineData("""{"content":["a"]}""", "Text")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}""", "Reasoning")]
    [InlineData("""{"content":[{"type":"image_url","image_url":{"url":"data:"}}]}""", "Media")]
    [InlineData("""{"reasoning":"hm"}""", "Reasoning")]
    [InlineData("""{"reasoning":null,"reasoning_content":"hm","content":""}""", "Reasoning")]
    [InlineData("""{"reasoning":" "}""", "None")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.text","text":"hm"}]}""", "Reasoning")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.text","text":""}]}""", "None")]
    [InlineData("""{"thinking":{"content":"hm"}}""", "Reasoning")]
    [InlineData("""{"content":null,"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]}""", "ToolCall")]
    [InlineData("""{"tool_calls":[]}""", "None")]
    [InlineData("""{"tool_calls":null}""", "None")]
    [InlineData("""{"function_call":{"name":"f"}}""", "ToolCall")]
    [InlineData("""{"refusal":"no"}""", "Refusal")]
    [InlineData("""{"audio":{"id":"1","data":"AA"}}""", "Media")]
    [InlineData("""{"images":[{"type":"image_url"}]}""", "Media")]
    [InlineData("""{"x":{"content":"a"}}""", "None")]
    [InlineData("5", "None")]
    public void Substance_is_what_a_reader_would_notice(string delta, string expected)
    {
        StreamFacts facts = default;
        ChunkMeaning meaning = Inspect($$"""{"id":"1","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}],"usage":null}""", ref facts);

        meaning.ShouldBe(expected == "None" ? ChunkMeaning.None : ChunkMeaning.Substance);
        facts.Substance.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("stop", "Stop")]
    [InlineData("length", "Length")]
    [InlineData("tool_calls", "ToolCalls")]
    [InlineData("function_call", "ToolCalls")]
    [InlineData("content_filter", "ContentFilter")]
    [InlineData("eos", "Other")]
    public void A_finish_reason_is_known_by_name(string word, string expected)
    {
        StreamFacts facts = default;
        Inspect($$"""{"choices":[{"delta":{},"finish_reason":"{{word}}"}]}""", ref facts).ShouldBe(ChunkMeaning.Finish);
        facts.Finish.ToString().ShouldBe(expected);
        facts.FinishedChoices.ShouldBe(1);
    }

    [Fact]
    public void Choices_of_a_stream_finish_one_by_one()
    {
        StreamFacts facts = default;
        Inspect("""{"choices":[{"index":1,"delta":{},"finish_reason":"length"}]}""", ref facts);
        Inspect("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", ref facts);
        facts.Finish.ShouldBe(FinishReason.Length);
        facts.FinishedChoices.ShouldBe(2);
    }

    [Theory]
    [InlineData("[DONE]")]
    [InlineData(" [DONE] ")]
    public void The_end_mark_is_seen_at_both_speeds(string payload)
    {
        StreamFacts slow = default, fast = default;
        Inspect(payload, ref slow).ShouldBe(ChunkMeaning.Done);
        ChunkReader.Skim(Utf8(payload), false, ref fast).ShouldBe(ChunkMeaning.Done);
        (slow.Done && fast.Done).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"error":{"code":400,"message":"Token limit"},"choices":[{"delta":{"content":""}}]}""", """{"code":400,"message":"Token limit"}""")]
    [InlineData("""{"error": "overloaded"}""", "\"overloaded\"")]
    [InlineData("""{"choices":[{"error":{"code":502},"delta":{}}]}""", """{"code":502}""")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"error"}]}""", """{"choices":[{"delta":{},"finish_reason":"error"}]}""")]
    public void An_error_inside_a_chunk_is_found_at_both_speeds(string payload, string range)
    {
        byte[] bytes = Utf8(payload);
        StreamFacts slow = default, fast = default;
        ChunkReader.Inspect(bytes, false, ref slow).ShouldSatisfyAllConditions(m => (m & ChunkMeaning.Error).ShouldBe(ChunkMeaning.Error));
        ChunkReader.Skim(bytes, false, ref fast).ShouldSatisfyAllConditions(m => (m & ChunkMeaning.Error).ShouldBe(ChunkMeaning.Error));

        slow.HasError.ShouldBeTrue();
        Encoding.UTF8.GetString(slow.Error.Of(bytes)).ShouldBe(range);
        fast.ShouldBe(slow);
    }

    [Theory]
    [InlineData("""{"error":null,"choices":[]}""")]
    [InlineData("""{"error":{},"choices":[]}""")]
    [InlineData("""{"error":"","choices":[]}""")]
    [InlineData("""{"error":false,"choices":[]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"\"error\": \"x\""}}]}""")]
    public void An_empty_error_is_none(string payload)
    {
        StreamFacts facts = default;
        (Inspect(payload, ref facts) & ChunkMeaning.Error).ShouldBe(ChunkMeaning.None);
        facts.HasError.ShouldBeFalse();
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("""{"message":"x"}""")]
    public void An_error_event_is_an_error_whatever_it_carries(string payload)
    {
        StreamFacts facts = default;
        (ChunkReader.Skim(Utf8(payload), true, ref facts) & ChunkMeaning.Error).ShouldBe(ChunkMeaning.Error);
        facts.Error.ShouldBe(new ByteRange(0, payload.Length));
    }

    [Theory]
    [InlineData("", "Invalid")]
    [InlineData("oops", "Invalid")]
    [InlineData("[]", "Invalid")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}]""", "Invalid")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}]} x""", "Invalid")]
    public void A_chunk_that_is_no_object_is_invalid_and_proves_nothing(string payload, string expected)
    {
        StreamFacts facts = default;
        Inspect(payload, ref facts).ToString().ShouldBe(expected);
        facts.ShouldBe(default);
    }

    [Theory]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":5}}""", 3, 5, null, true)]
    [InlineData("""{"usage":{"prompt_tokens":3,"completion_tokens":5.0,"cost":0}}""", 3, 5, "0", true)]
    [InlineData("""{"choices":[{"delta":{}}],"usage":{"input_tokens":3,"output_tokens":5,"total_cost":"0.25"}}""", 3, 5, "0.25", false)]
    [InlineData("""{"choices":[{"delta":{}}],"x_groq":{"id":"r","usage":{"queue_time":0.1,"prompt_tokens":3,"completion_tokens":5}}}""", 3, 5, null, false)]
    [InlineData("""{"choices":[{"delta":{}}],"usage":{"cost":1e-7,"cost_details":{"upstream_inference_cost":2}}}""", null, null, "0.0000001", false)]
    [InlineData("""{"choices":[{"delta":{}}],"usage":{"cost":0,"cost_details":{"x":{},"upstream_inference_cost":0.002}}}""", null, null, "0.002", false)]
    [InlineData("""{"choices":[{"delta":{}}],"usage":{"cost":0,"cost_details":{"upstream_inference_cost":null}}}""", null, null, "0", false)]
    [InlineData("""{"choices":[{"delta":{}}],"usage":{"prompt_tokens":1},"total_cost":0.5}""", 1, null, "0.5", false)]
    public void Usage_is_read_in_every_spelling_and_at_both_speeds(string payload, int? input, int? output, string? cost, bool only)
    {
        StreamFacts slow = default, fast = default;
        ChunkMeaning meaning = Inspect(payload, ref slow);
        ChunkReader.Skim(Utf8(payload), false, ref fast).ShouldBe(meaning);

        slow.Usage.ShouldBe(new Usage(input, output, cost is null ? null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture)));
        fast.Usage.ShouldBe(slow.Usage);
        ((meaning & ChunkMeaning.UsageOnly) != 0).ShouldBe(only);
    }

    [Theory]
    [InlineData("""{"usage":null}""")]
    [InlineData("""{"usage":{}}""")]
    [InlineData("""{"usage":"many"}""")]
    [InlineData("""{"usage":{"prompt_tokens":-1,"completion_tokens":"x","cost":-2}}""")]
    [InlineData("""{"choices":[],"prompt_filter_results":[{}]}""")]
    public void Nonsense_is_no_usage(string payload)
    {
        StreamFacts facts = default;
        Inspect(payload, ref facts).ShouldBe(ChunkMeaning.None);
        facts.Usage.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Usage_in_every_chunk_ends_with_the_last_figures()
    {
        StreamFacts facts = default;
        Inspect("""{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":9,"completion_tokens":1,"cost":0.5}}""", ref facts);
        Inspect("""{"choices":[{"delta":{"content":"b"}}],"usage":{"completion_tokens":2}}""", ref facts);
        facts.Usage.ShouldBe(new Usage(9, 2, 0.5m));
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"a"},"finish_reason":null,"native_finish_reason":null}],"usage" : null}""")]
    [InlineData("""{"choices":[{"delta":{"content":"\"usage\":{\"error\":1}, \"finish_reason\":\"stop\""}}]}""")]
    public void Text_is_not_even_parsed_after_the_commit(string payload)
    {
        StreamFacts facts = default;
        ChunkReader.Skim(Utf8(payload), false, ref facts).ShouldBe(ChunkMeaning.None);
        facts.Substance.ShouldBe(Substance.None);
        Inspect(payload, ref facts).ShouldBe(ChunkMeaning.Substance);
    }

    private static ChunkMeaning Inspect(string payload, ref StreamFacts facts) => ChunkReader.Inspect(Utf8(payload), false, ref facts);
}
