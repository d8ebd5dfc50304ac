using System.Text;
using System.Text.Json;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Tests.Wire.Schemas;

/// <summary>The request as a route gets it that knows nothing of schemas.</summary>
public sealed class SchemaPromptTests
{
    private const string Schema = """{"type":"object",  "properties":{"é\n\"x\"":{"const":"\u0041"}}}""";
    private const string Format = $$$""" "response_format": {"type":"json_schema","json_schema":{"name":"s","strict":true,"schema":{{{Schema}}}}} """;

    [Fact]
    public void The_schema_stands_in_a_system_message_of_its_own()
    {
        var written = Write($$"""{"model":"m",{{Format}},"messages":[ {"role":"user","content":"hi"} , {"role":"assistant","content":"yes"}],"temperature":0.50}""");

        written.ShouldStartWith("""{"model":"m","messages":[{"role":"system","content":"Your answer must be one JSON value""");
        written.ShouldEndWith("""}, {"role":"user","content":"hi"} , {"role":"assistant","content":"yes"}],"temperature":0.50}""");
        Instruction(written).ShouldEndWith("no code fence.\n\n" + Schema);
    }

    [Theory]
    [InlineData("system", "\"Be terse.\"", "Be terse.\n\n")]
    [InlineData("developer", "\"Be \\\"terse\\\".\"", "Be \"terse\".\n\n")]
    [InlineData("system", "\"\"", "")]
    public void It_joins_the_instructions_that_are_there(string role, string content, string begins)
    {
        var written = Write($$"""{"messages":[{"role":"{{role}}" ,"content": {{content}} ,"name":"n"},{"role":"user","content":"hi"}],{{Format}}}""");
        var messages = JsonDocument.Parse(written).RootElement.GetProperty("messages");

        messages.GetArrayLength().ShouldBe(2);
        messages[0].GetProperty("name").GetString().ShouldBe("n");
        Instruction(written).ShouldStartWith(begins + "Your answer must be");
        Instruction(written).ShouldEndWith(Schema);
    }

    [Theory]
    [InlineData("""[{"type":"text","text":"Be terse."}]""", 2)]
    [InlineData("[ ]", 1)]
    public void It_is_one_more_part_of_instructions_in_parts(string content, int parts)
    {
        var written = Write($$"""{"messages":[{"role":"system","content":{{content}}},{"role":"user","content":"hi"}],{{Format}}}""");
        var content0 = JsonDocument.Parse(written).RootElement.GetProperty("messages")[0].GetProperty("content");

        content0.GetArrayLength().ShouldBe(parts);
        content0[parts - 1].GetProperty("type").GetString().ShouldBe("text");
        content0[parts - 1].GetProperty("text").GetString().ShouldEndWith(Schema);
    }

    [Fact]
    public void A_system_message_further_down_stays_where_it_is()
    {
        var written = Write($$"""{"messages":[{"role":"user","content":"hi"},{"role":"system","content":"Be terse."}],{{Format}}}""");

        JsonDocument.Parse(written).RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString())
            .ShouldBe(["system", "user", "system"]);
    }

    [Fact]
    public void Nothing_else_tells_of_the_schema_and_nothing_of_a_stream()
    {
        var written = Write($$"""{"stream":true,"stream_options":{"include_usage":true},{{Format}},"messages":[{"role":"user","content":"hi"}],"n":2}""");

        JsonDocument.Parse(written).RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["messages", "n"]);
    }

    [Fact]
    public void Beside_tools_it_leaves_them_alone() =>
        Instruction(Write($$$"""{"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f"}}],{{{Format}}}}""")).ShouldContain("Calls of your tools are not bound by it.");

    [Theory]
    [InlineData("""{"type":"json_schema"}""")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"s"}}""")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"s","schema":null}}""")]
    [InlineData("""{"type":"json_object","json_schema":{"name":"s","schema":{}}}""")]
    [InlineData("""{"type":"text"}""")]
    public void Where_no_schema_is_given_there_is_none(string format)
    {
        var facts = Facts($$"""{"messages":[{"role":"user","content":"hi"}],"response_format":{{format}}}""", out _);

        facts.Schema.IsEmpty.ShouldBeTrue();
        facts.ToolBytes.ShouldBe(0);
    }

    [Fact]
    public void The_schema_counts_like_a_tool_and_no_more_is_added_than_was_said()
    {
        const string body = $$$"""{"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f"}}],{{{Format}}}}""";
        var before = Facts(body, out _);
        var after = Facts(Write(body), out _);

        (before.ToolBytes - after.ToolBytes).ShouldBe(Encoding.UTF8.GetByteCount(Schema));
        (after.TextBytes - before.TextBytes).ShouldBeInRange(Encoding.UTF8.GetByteCount(Schema), Encoding.UTF8.GetByteCount(Schema) + SchemaPrompt.MostAdded);
    }

    [Fact]
    public void What_nobody_can_be_held_to_is_not_put_into_words()
    {
        const string body = """{"messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema","json_schema":{"schema":{"$ref":"#/$defs/x"}}}}""";
        var facts = Facts(body, out var bytes);

        new SchemaPrompt(bytes, facts).Schema.ShouldBeNull();
    }

    private static string Instruction(string written)
    {
        var content = JsonDocument.Parse(written).RootElement.GetProperty("messages")[0].GetProperty("content");
        return content.GetString()!;
    }

    private static string Write(string body)
    {
        var facts = Facts(body, out var bytes);
        var written = new SchemaPrompt(bytes, facts).Write();
        RequestReader.TryRead(written, Operation.Chat, out _, out var fault).ShouldBeTrue(fault.Message);
        return Encoding.UTF8.GetString(written);
    }

    private static RequestFacts Facts(string body, out byte[] bytes)
    {
        bytes = Encoding.UTF8.GetBytes(body);
        RequestReader.TryRead(bytes, Operation.Chat, out var facts, out var fault).ShouldBeTrue(fault.Message);
        return facts!;
    }
}
