using System.Text;
using System.Text.Json;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Tests.Wire.Schemas;

/// <summary>Whole answers told as streams.</summary>
public sealed class RecitalTests
{
    [Fact]
    public void A_text_is_told_in_one_chunk_and_its_end_in_another() =>
        Recite("""{"id":"c1","object":"chat.completion","created":7,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{}"},"finish_reason":"length"}],"usage":{"total_tokens":3}}""").ShouldBe(
            """
            data: {"object":"chat.completion.chunk","id":"c1","created":7,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"{}"},"finish_reason":null}]}

            data: {"object":"chat.completion.chunk","id":"c1","created":7,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}


            """.ReplaceLineEndings("\n"));

    [Fact]
    public void The_usage_is_told_to_who_asked()
    {
        const string answer = """{"choices":[{"message":{"content":"{}"}}],"usage":{"total_tokens":3}}""";
        var frames = Frames(Recite(answer, withUsage: true));

        frames.Count.ShouldBe(3);
        frames[2].GetProperty("choices").GetArrayLength().ShouldBe(0);
        frames[2].GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(3);
        frames[1].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
    }

    [Fact]
    public void Calls_are_numbered_and_choices_keep_their_numbers()
    {
        var frames = Frames(Recite("""
            {"choices":[{"index":1,"message":{"content":null,"tool_calls":[ {"id":"a"} , {"id":"b","index":5}, {} ]},"finish_reason":"tool_calls"},{"index":0,"message":{"content":"x"}}]}
            """));

        frames[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("tool_calls").GetRawText().ShouldBe("""[{"index":0,"id":"a"},{"id":"b","index":5},{"index":2}]""");
        frames.Select(frame => frame.GetProperty("choices")[0].GetProperty("index").GetInt32()).ShouldBe([1, 1, 0, 0]);
    }

    [Fact]
    public void An_answer_over_many_lines_is_still_one_line_a_frame()
    {
        var told = Recite("{\n \"id\" :\n \"x\",\r\n \"choices\": [\n {\n \"message\": {\n \"content\": \"{\\n}\",\n \"x\": {\n \"y\": [\n 1 ] } } } ],\n \"usage\": {\n \"total_tokens\": 3 } }", withUsage: true);

        Frames(told).Count.ShouldBe(3);
        told.ShouldNotContain("\r");
        told.Split('\n').Where(line => line.Length > 0).ShouldAllBe(line => line.StartsWith("data: {", StringComparison.Ordinal));
    }

    private static List<JsonElement> Frames(string told) =>
        [.. told.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => JsonDocument.Parse(frame["data: ".Length..]).RootElement)];

    private static string Recite(string answer, bool withUsage = false)
    {
        using var into = new PooledBuffer(16);
        Recital.Write(Encoding.UTF8.GetBytes(answer), withUsage, into);
        return Encoding.UTF8.GetString(into.WrittenSpan);
    }
}
