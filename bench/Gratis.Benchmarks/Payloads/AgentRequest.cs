using System.Text;

namespace Gratis.Benchmarks.Payloads;

/// <summary>A request as coding agents send it: functions, a call and its result in the history, source text full of escapes; 4 KB.</summary>
internal static class AgentRequest
{
    private const string Source = "public int Next()\\n{\\n\\treturn _items[\\\"next\\\"] ?? throw new InvalidOperationException(\\\"none\\\");\\n}\\n\\n";

    private const string Question =
        """{"role":"system","content":"You edit code. Answer with calls."},{"role":"user","content":[{"type":"text","text":"Why does \"Next\" throw?\nLook it up."}]}""";

    private const string Call =
        """{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"read_file","arguments":"{\"path\":\"src/Queue.cs\",\"lines\":40}"}}]}""";

    private const string Result = """{"role":"tool","tool_call_id":"call_1","content":"SOURCE"}""";

    private const string Tool =
        """{"type":"function","function":{"name":"NAME","description":"Works on one file of the project and says what came of it.","parameters":{"type":"object","properties":{"path":{"type":"string","description":"Where the file is"},"lines":{"type":"integer","minimum":1}},"required":["path"]}}}""";

    private static readonly string[] Tools = ["read_file", "write_file", "search"];

    public static byte[] Create()
    {
        var result = Result.Replace("SOURCE", string.Concat(Enumerable.Repeat(Source, 25)), StringComparison.Ordinal);
        var tools = Tools.Select(name => Tool.Replace("NAME", name, StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(
            $"{{\"model\":\"auto\",\"messages\":[{Question},{Call},{result}],\"tools\":[{string.Join(',', tools)}],"
            + "\"tool_choice\":\"auto\",\"parallel_tool_calls\":false,\"temperature\":0.2,\"max_tokens\":1024,\"stream\":true}");
    }
}
