using System.Text;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class RequestReaderTests
{
    private const string Hi = """[{"role":"user","content":"hi"}]""";

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}]}""", "")]
    [InlineData("""{"model":null,"messages":[{"role":"user","content":"hi"}]}""", "")]
    [InlineData("""{"model":"","messages":[{"role":"user","content":"hi"}]}""", "")]
    [InlineData("""{"model":"  ","messages":[{"role":"user","content":"hi"}]}""", "")]
    [InlineData("""{"model":"\u00a0","messages":[{"role":"user","content":"hi"}]}""", "")]
    [InlineData("""{"model":"auto","messages":[{"role":"user","content":"hi"}]}""", "auto")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}],"model" : "groq\/x"}""", "groq/x")]
    [InlineData("""{"mod\u0065l":"\u6a21型","messages":[{"role":"user","content":"hi"}]}""", "模型")]
    public void The_model_is_read_or_known_to_be_absent(string body, string model)
    {
        byte[] bytes = Utf8(body);
        RequestFacts facts = Facts(bytes);

        facts.HasModel.ShouldBe(model.Length > 0);
        facts.Model(bytes).ShouldBe(model);
        facts.Model(bytes).ShouldBeSameAs(facts.Model(bytes));

        char[] copy = new char[256];
        facts.TryCopyModel(bytes, copy, out int written).ShouldBeTrue();
        new string(copy, 0, written).ShouldBe(model);
        facts.TryCopyModel(bytes, new char[Math.Max(0, model.Length - 1)], out _).ShouldBe(model.Length == 0);
    }

    [Fact]
    public void A_model_name_may_have_256_characters_however_they_are_written()
    {
        string plain = new('m', 256);
        Facts($$"""{"model":"{{plain}}","messages":{{Hi}}}""").HasModel.ShouldBeTrue();
        Facts($$"""{"model":"{{string.Concat(Enumerable.Repeat("\\u006d", 256))}}","messages":{{Hi}}}""").HasModel.ShouldBeTrue();
        Facts($$"""{"model":"{{new string('模', 256)}}","messages":{{Hi}}}""").HasModel.ShouldBeTrue();
    }

    [Fact]
    public void A_byte_order_mark_is_stepped_over_and_positions_still_fit()
    {
        byte[] bytes = Utf8("\uFEFF" + $$"""{"model":"m","messages":{{Hi}}}""");
        RequestFacts facts = Facts(bytes);

        facts.BodyStart.ShouldBe(3);
        facts.AfterBrace.ShouldBe(4);
        Encoding.UTF8.GetString(facts.ModelLiteral.Of(bytes)).ShouldBe("\"m\"");
    }

    [Fact]
    public void Null_is_as_good_as_absent_for_every_optional_member()
    {
        string[] names = ["stream", "stream_options", "tools", "functions", "tool_choice", "function_call", "response_format", "max_tokens",
            "max_completion_tokens", "temperature", "top_p", "n", "stop", "user", "modalities", "reasoning_effort", "reasoning",
            "web_search_options", "frequency_penalty", "presence_penalty"];
        RequestFacts facts = Facts($$"""{"messages":{{Hi}},{{string.Join(',', names.Select(n => $"\"{n}\":null"))}}}""");

        facts.Stream.ShouldBeFalse();
        facts.HasTools.ShouldBeFalse();
        facts.MaxOutputTokens.ShouldBeNull();
        facts.Choices.ShouldBe(1);
        facts.StreamOptionsIsObject.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"max_tokens\":100", 100)]
    [InlineData("\"max_tokens\":1e3", 1000)]
    [InlineData("\"max_tokens\":1.0", 1)]
    [InlineData("\"max_tokens\":0", 0)]
    [InlineData("\"max_tokens\":5,\"max_completion_tokens\":7", 7)]
    [InlineData("\"max_completion_tokens\":null,\"max_tokens\":5", 5)]
    public void Output_limits_are_read_in_every_spelling(string member, int expected) =>
        Facts($$"""{"messages":{{Hi}},{{member}}}""").MaxOutputTokens.ShouldBe(expected);

    [Theory]
    [InlineData("\"tools\":[]", false, false, false)]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]", true, false, false)]
    [InlineData("\"tools\":[{\"type\":\"web_search_preview\"}]", false, false, true)]
    [InlineData("\"tools\":[{\"type\":\"web_search\"},{\"type\":\"function\"}]", true, false, true)]
    [InlineData("\"functions\":[{\"name\":\"f\"}]", true, false, false)]
    [InlineData("\"web_search_options\":{}", false, false, true)]
    [InlineData("\"tool_choice\":\"required\"", false, true, false)]
    [InlineData("\"tool_choice\":\"any\"", false, true, false)]
    [InlineData("\"tool_choice\":\"auto\"", false, false, false)]
    [InlineData("\"tool_choice\":\"none\"", false, false, false)]
    [InlineData("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}", false, true, false)]
    [InlineData("\"tool_choice\":{\"type\":\"web_search_preview\"}", false, false, false)]
    [InlineData("\"function_call\":{\"name\":\"f\"}", false, true, false)]
    [InlineData("\"function_call\":\"auto\"", false, false, false)]
    public void Tools_and_how_they_are_chosen(string member, bool tools, bool forced, bool search)
    {
        RequestFacts facts = Facts($$"""{"messages":{{Hi}},{{member}}}""");
        facts.HasTools.ShouldBe(tools);
        facts.ForcesTool.ShouldBe(forced);
        facts.WebSearch.ShouldBe(search);
    }

    [Theory]
    [InlineData("""{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}""", true)]
    [InlineData("""{"tool_calls":[{"id":"1"}],"role":"assistant"}""", true)]
    [InlineData("""{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}""", true)]
    [InlineData("""{"role":"tool","content":"42","tool_call_id":"1"}""", true)]
    [InlineData("""{"role":"function","name":"f","content":"42"}""", true)]
    [InlineData("""{"role":"assistant","content":null,"refusal":"no"}""", false)]
    [InlineData("""{"role":"assistant","audio":{"id":"a"}}""", false)]
    [InlineData("""{"role":"assistant","content":"","tool_calls":[]}""", false)]
    [InlineData("""{"role":"developer","content":["a",{"type":"text","text":"b"}]}""", false)]
    public void Messages_of_every_kind_are_accepted_and_tool_history_is_noticed(string message, bool history) =>
        Facts($$"""{"messages":[{{message}}]}""").HasToolHistory.ShouldBe(history);

    [Fact]
    public void Messages_are_counted_and_measured_in_decoded_text()
    {
        RequestFacts facts = Facts("""
            {"messages":[
              {"role":"system","content":"né"},
              {"role":"user","content":[{"type":"text","text":"a\nb"},"\ud83d\ude00",{"type":"image_url","image_url":{"url":"data:x"}}]},
              {"role":"assistant","content":"\u00e9\u4e2d\u0041"},
              {"content":[{"image_url":{"url":"u"}},{"type":"input_audio","input_audio":{"data":""}},{"type":"image"}],"role":"user"}],
             "modalities":["text","audio"],"n":3,"reasoning_effort":"low","response_format":{"type":"json_schema","json_schema":{}}}
            """);

        facts.MessageCount.ShouldBe(4);
        facts.TurnCount.ShouldBe(2);
        facts.ImageCount.ShouldBe(3);
        facts.AudioCount.ShouldBe(2);
        facts.TextBytes.ShouldBe(3 + 3 + 4 + (2 + 3 + 1));
        facts.Choices.ShouldBe(3);
        facts.HasReasoningEffort.ShouldBeTrue();
        facts.ResponseFormat.ShouldBe(ResponseFormat.JsonSchema);
    }

    [Fact]
    public void Tools_are_measured_in_raw_bytes()
    {
        string tools = """[ {"type":"function", "function":{"name":"f"}} ]""";
        Facts($$"""{"messages":{{Hi}},"tools": {{tools}} }""").ToolBytes.ShouldBe(tools.Length);
    }

    [Theory]
    [InlineData("""{"type":"json_object"}""", "JsonObject")]
    [InlineData("""{"schema":{"type":"json_object"},"type":"text"}""", "Text")]
    [InlineData("""{"type":"grammar"}""", "Text")]
    [InlineData("{}", "Text")]
    public void The_response_format_is_told_by_its_own_type(string format, string expected) =>
        Facts($$"""{"messages":{{Hi}},"response_format":{{format}}}""").ResponseFormat.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("{}", false, "")]
    [InlineData("""{"include_usage":true}""", true, "true")]
    [InlineData("""{"x":{"include_usage":true},"include_usage":false}""", false, "false")]
    [InlineData("""{"include_usage": null }""", false, "null")]
    public void Stream_options_are_located(string options, bool asked, string literal)
    {
        byte[] body = Utf8($$"""{"stream":true,"stream_options":{{options}},"messages":{{Hi}}}""");
        RequestFacts facts = Facts(body);

        facts.UsageAsked.ShouldBe(asked);
        Encoding.UTF8.GetString(facts.StreamOptions.Of(body)).ShouldBe(options);
        Encoding.UTF8.GetString(facts.IncludeUsage.Of(body)).ShouldBe(literal);
        facts.StreamOptionsHasMembers.ShouldBe(options != "{}");
    }

    [Theory]
    [InlineData("""{"input":"abc"}""", 1, 3)]
    [InlineData("""{"input":["abc","de"]}""", 2, 5)]
    [InlineData("""{"input":[1,2,3]}""", 1, 12)]
    [InlineData("""{"input":[[1],[2,3]],"dimensions":256}""", 2, 12)]
    public void Embedding_inputs_are_counted(string body, int count, int bytes)
    {
        RequestFacts facts = Facts(body, Operation.Embeddings);
        facts.InputCount.ShouldBe(count);
        facts.TextBytes.ShouldBe(bytes);
    }

    [Fact]
    public void Rerank_documents_are_counted()
    {
        RequestFacts facts = Facts("""{"query":"q","documents":["abc",{"text":"d"}],"top_n":2}""", Operation.Rerank);
        facts.DocumentCount.ShouldBe(2);
        facts.TextBytes.ShouldBe(1 + 3 + """{"text":"d"}""".Length);
    }

    [Fact]
    public void Unknown_members_are_never_an_error_at_any_level()
    {
        Facts("""
            {"zz":[1,{"a":null}],"":0,"a\"b":1,"a\"b":2,"messages":[{"role":"user","zz":{"role":5},"content":[{"type":"weird","data":[[]]}]}],
             "tools":[{"zz":{}}],"tool_choice":{"type":"x","zz":1},"stream_options":{"zz":[]},"response_format":{"zz":0},"zz":2}
            """).MessageCount.ShouldBe(1);
    }

    [Fact]
    public void Sixty_four_levels_are_still_fine() =>
        Facts($$"""{"messages":{{Hi}},"x":{{new string('[', 63)}}{{new string(']', 63)}}}""").MessageCount.ShouldBe(1);

    [Fact]
    public void Ten_thousand_messages_are_still_fine() =>
        Facts($$"""{"messages":[{{string.Join(',', Enumerable.Repeat("""{"role":"user","content":""}""", 10_000))}}]}""").MessageCount.ShouldBe(10_000);

    public static TheoryData<string> MalformedNames() => [.. MalformedBodies.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public void A_malformed_body_is_refused_with_what_is_wrong_and_where(string name)
    {
        MalformedBody body = MalformedBodies.All.Single(b => b.Name == name);

        RequestReader.TryRead(body.Body, body.Operation, out RequestFacts? facts, out RequestFault fault).ShouldBeFalse();

        facts.ShouldBeNull();
        fault.Param.ShouldBe(body.Param);
        fault.Message.ShouldContain(body.Says);
    }
}
