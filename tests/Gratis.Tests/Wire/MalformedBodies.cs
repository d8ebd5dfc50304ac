using System.Text;
using Gratis.Wire;

namespace Gratis.Tests.Wire;

/// <summary>A body that must be refused with 400, and what the refusal must say.</summary>
public sealed record MalformedBody(string Name, Operation Operation, byte[] Body, string? Param, string Says);

/// <summary>The bodies no client may get past the gateway. The same table is sent over HTTP elsewhere.</summary>
public static class MalformedBodies
{
    private const string Hi = """[{"role":"user","content":"hi"}]""";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MalformedBody> All { get; } =
    [
        // Not a JSON object at all.
        Chat("empty", "", null, "is empty"),
        Chat("only white space", " \r\n\t ", null, "is empty"),
        Chat("only a byte order mark", "\uFEFF", null, "is empty"),
        Chat("plain text", "hello", null, "not valid JSON"),
        Chat("html", "<html><body>no</body></html>", null, "not valid JSON"),
        Chat("form data", "model=auto&prompt=hi", null, "not valid JSON"),
        Chat("single quotes", "{'messages':[]}", null, "not valid JSON"),
        Chat("cut in the middle", """{"messages":[{"role":"user","con""", null, "not valid JSON"),
        Chat("cut before the last brace", $$"""{"messages":{{Hi}}""", null, "not valid JSON"),
        Chat("trailing comma", $$"""{"messages":{{Hi}},}""", null, "not valid JSON"),
        Chat("trailing comma in an array", """{"messages":[{"role":"user","content":"hi"},]}""", null, "not valid JSON"),
        Chat("comment", $$"""{/* hi */"messages":{{Hi}}}""", null, "not valid JSON"),
        Chat("unquoted name", $$"""{messages:{{Hi}}}""", null, "not valid JSON"),
        Chat("missing colon", $$"""{"messages" {{Hi}}}""", null, "not valid JSON"),
        Chat("NaN", $$"""{"messages":{{Hi}},"temperature":NaN}""", null, "not valid JSON"),
        Chat("leading zero", $$"""{"messages":{{Hi}},"max_tokens":007}""", null, "not valid JSON"),
        Chat("raw line feed in a string", "{\"messages\":[{\"role\":\"user\",\"content\":\"a\nb\"}]}", null, "line 1"),
        Chat("raw NUL in a string", "{\"messages\":[{\"role\":\"user\",\"content\":\"a\0b\"}]}", null, "not valid JSON"),
        Chat("bad escape", """{"messages":[{"role":"user","content":"\x41"}]}""", null, "not valid JSON"),
        Chat("short unicode escape", """{"messages":[{"role":"user","content":"\u12"}]}""", null, "not valid JSON"),
        Chat("error on a later line", "{\n  \"messages\": [\n    oops\n  ]\n}", null, "line 3 at byte 5"),
        Chat("an array", Hi, null, "is an array, but must be a JSON object"),
        Chat("a string", "\"hi\"", null, "is a string"),
        Chat("a number", "42", null, "is 42"),
        Chat("null", "null", null, "is null"),
        Chat("true", "true", null, "is true"),
        Chat("two objects", $$"""{"messages":{{Hi}}}{}""", null, "more data follows at byte"),
        Chat("trailing text", $$"""{"messages":{{Hi}}} thanks""", null, "more data follows at byte"),
        Chat("trailing NUL", $$"""{"messages":{{Hi}}}""" + "\0", null, "more data follows at byte"),

        // Bytes that are no text.
        new("invalid UTF-8", Operation.Chat, [.. "{\"messages\":[{\"role\":\"user\",\"content\":\""u8, 0xC3, 0x28, .. "\"}]}"u8], null, "UTF-8"),
        new("overlong UTF-8", Operation.Chat, [.. "{\"messages\":[{\"role\":\"user\",\"content\":\""u8, 0xC0, 0xAF, .. "\"}]}"u8], null, "UTF-8"),
        new("surrogate in UTF-8", Operation.Chat, [.. "{\"x\":\""u8, 0xED, 0xA0, 0x80, .. "\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}"u8], null, "UTF-8"),
        new("UTF-16", Operation.Chat, Encoding.Unicode.GetBytes($$"""{"messages":{{Hi}}}"""), null, "not valid JSON"),
        Chat("high surrogate alone", """{"messages":[{"role":"user","content":"a\ud83d"}]}""", null, "surrogate"),
        Chat("low surrogate alone", """{"messages":[{"role":"user","content":"\uDE00 b"}]}""", null, "surrogate"),
        Chat("surrogates in the wrong order", """{"messages":[{"role":"user","content":"\uDE00\uD83D"}]}""", null, "surrogate"),
        Chat("lone surrogate in an unknown field", $$"""{"x":{"y":["\ud800"]},"messages":{{Hi}}}""", null, "surrogate"),
        Chat("lone surrogate in an unknown name", $$"""{"messages":{{Hi}},"\udfff":1}""", null, "surrogate"),

        // Too deep.
        Chat("arrays 65 deep", Nested(64, '[', ']'), null, "deeper than 64"),
        Chat("arrays a thousand deep", Nested(1000, '[', ']'), null, "deeper than 64"),
        Chat("objects too deep inside a tool", $$"""{"messages":{{Hi}},"tools":[""" + string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "1" + new string('}', 63) + "]}", null, "deeper than 64"),

        // The same name twice.
        Chat("model twice", $$"""{"model":"a","messages":{{Hi}},"model":"b"}""", "model", "twice"),
        Chat("model twice, once in disguise", $$"""{"model":"a","messages":{{Hi}},"mod\u0065l":"b"}""", "model", "twice"),
        Chat("model in another case", $$"""{"model":"a","messages":{{Hi}},"Model":"b"}""", "model", "lower case"),
        Chat("messages twice", $$"""{"messages":{{Hi}},"messages":{{Hi}}}""", "messages", "twice"),
        Chat("stream twice", $$"""{"stream":true,"messages":{{Hi}},"stream":false}""", "stream", "twice"),
        Chat("role twice", """{"messages":[{"role":"user","role":"system","content":"hi"}]}""", "messages[0].role", "twice"),
        Chat("content twice", """{"messages":[{"role":"user","content":"hi","content":"ho"}]}""", "messages[0].content", "twice"),
        Chat("part type twice", """{"messages":[{"role":"user","content":[{"type":"text","type":"image_url","text":"a"}]}]}""", "messages[0].content[0].type", "twice"),
        Chat("include_usage twice", $$"""{"stream_options":{"include_usage":true,"include_usage":false},"messages":{{Hi}}}""", "stream_options.include_usage", "twice"),

        // The model.
        Chat("model a number", $$"""{"model":5,"messages":{{Hi}}}""", "model", "is 5, but must be a string"),
        Chat("model an array", $$"""{"model":["a"],"messages":{{Hi}}}""", "model", "is an array"),
        Chat("model an object", $$"""{"model":{},"messages":{{Hi}}}""", "model", "is an object"),
        Chat("line feed in the model", $$"""{"model":"a\nb","messages":{{Hi}}}""", "model", "control character"),
        Chat("carriage return in the model", $$"""{"model":"a\r","messages":{{Hi}}}""", "model", "control character"),
        Chat("NUL in the model", $$"""{"model":"a\u0000","messages":{{Hi}}}""", "model", "control character"),
        Chat("DEL in the model", $$"""{"model":"a{{'\u007F'}}","messages":{{Hi}}}""", "model", "control character"),
        Chat("C1 control in the model", $$"""{"model":"a{{'\u0085'}}","messages":{{Hi}}}""", "model", "control character"),
        Chat("model of 257 characters", $$"""{"model":"{{new string('m', 257)}}","messages":{{Hi}}}""", "model", "at most 256"),
        Chat("model of 257 escapes", $$"""{"model":"{{string.Concat(Enumerable.Repeat("\\u0061", 257))}}","messages":{{Hi}}}""", "model", "at most 256"),

        // The messages.
        Chat("no messages", """{"model":"auto"}""", "messages", "is missing"),
        Chat("an empty object", "{}", "messages", "is missing"),
        Chat("messages null", """{"messages":null}""", "messages", "is null"),
        Chat("messages a string", """{"messages":"hi"}""", "messages", "is a string"),
        Chat("messages an object", """{"messages":{"role":"user","content":"hi"}}""", "messages", "is an object"),
        Chat("messages empty", """{"messages":[]}""", "messages", "is empty"),
        Chat("too many messages", "{\"messages\":[" + string.Join(',', Enumerable.Repeat("""{"role":"user","content":""}""", 10_001)) + "]}", "messages", "at most 10000"),
        Chat("message a string", """{"messages":["hi"]}""", "messages[0]", "is a string"),
        Chat("message null", """{"messages":[null]}""", "messages[0]", "is null"),
        Chat("second message an array", """{"messages":[{"role":"user","content":"hi"},[]]}""", "messages[1]", "is an array"),
        Chat("no role", """{"messages":[{"content":"hi"}]}""", "messages[0].role", "is missing"),
        Chat("role null", """{"messages":[{"role":null,"content":"hi"}]}""", "messages[0].role", "is null"),
        Chat("role a number", """{"messages":[{"role":1,"content":"hi"}]}""", "messages[0].role", "is 1"),
        Chat("unknown role", """{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"robot","content":"c"}]}""", "messages[2].role", "is 'robot'"),
        Chat("role in capitals", """{"messages":[{"role":"User","content":"hi"}]}""", "messages[0].role", "is 'User'"),
        Chat("no content", """{"messages":[{"role":"user"}]}""", "messages[0].content", "missing or null"),
        Chat("content null", """{"messages":[{"role":"user","content":null}]}""", "messages[0].content", "missing or null"),
        Chat("tool message without content", """{"messages":[{"role":"tool","tool_call_id":"1"}]}""", "messages[0].content", "missing or null"),
        Chat("assistant with nothing", """{"messages":[{"role":"assistant"}]}""", "messages[0].content", "missing or null"),
        Chat("assistant with empty tool calls", """{"messages":[{"role":"assistant","content":null,"tool_calls":[]}]}""", "messages[0].content", "missing or null"),
        Chat("content a number", """{"messages":[{"role":"user","content":7}]}""", "messages[0].content", "is 7"),
        Chat("content true", """{"messages":[{"role":"user","content":true}]}""", "messages[0].content", "is true"),
        Chat("content an object", """{"messages":[{"role":"user","content":{"type":"text","text":"hi"}}]}""", "messages[0].content", "is an object"),
        Chat("content part a number", """{"messages":[{"role":"user","content":["a",3]}]}""", "messages[0].content[1]", "is 3"),
        Chat("content part null", """{"messages":[{"role":"user","content":[null]}]}""", "messages[0].content[0]", "is null"),
        Chat("part text a number", """{"messages":[{"role":"user","content":[{"type":"text","text":3}]}]}""", "messages[0].content[0].text", "is 3"),
        Chat("part type a number", """{"messages":[{"role":"user","content":[{"type":3}]}]}""", "messages[0].content[0].type", "is 3"),
        Chat("tool_calls an object", """{"messages":[{"role":"assistant","tool_calls":{}}]}""", "messages[0].tool_calls", "is an object"),
        Chat("tool call a string", """{"messages":[{"role":"assistant","tool_calls":["x"]}]}""", "messages[0].tool_calls[0]", "is a string"),

        // The parameters.
        Parameter("stream", "\"true\"", "is a string, but must be true or false"),
        Parameter("stream", "1", "is 1"),
        Parameter("tools", "{}", "is an object, but must be an array"),
        Parameter("tools", "\"none\"", "is a string"),
        Parameter("tools", "[\"search\"]", "is a string", "tools[0]"),
        Parameter("tools", "[{},null]", "is null", "tools[1]"),
        Parameter("tools", "[{},{\"type\":\"a\",\"type\":\"b\"}]", "twice", "tools[1].type"),
        Parameter("functions", "[{\"type\":1,\"type\":2}]", "twice", "functions[0].type"),
        Parameter("function_call", "{\"type\":1,\"type\":2}", "twice", "function_call.type"),
        Parameter("response_format", "{\"type\":\"text\",\"type\":\"text\"}", "twice", "response_format.type"),
        Parameter("tool_choice", "{\"type\":\"function\",\"type\":\"none\"}", "twice", "tool_choice.type"),
        Parameter("tool_choice", "3", "is 3"),
        Parameter("tool_choice", "[]", "is an array"),
        Parameter("max_tokens", "-1", "is -1, but must be an integer from 0"),
        Parameter("max_tokens", "1.5", "is 1.5"),
        Parameter("max_tokens", "\"10\"", "is a string"),
        Parameter("max_tokens", "1e300", "is 1e300"),
        Parameter("max_completion_tokens", "true", "is true"),
        Parameter("temperature", "\"hot\"", "is a string, but must be a number"),
        Parameter("top_p", "{}", "is an object"),
        Parameter("frequency_penalty", "[]", "is an array"),
        Parameter("presence_penalty", "false", "is false"),
        Parameter("n", "\"2\"", "is a string"),
        Parameter("n", "0", "is 0, but must be an integer from 1"),
        Parameter("stop", "5", "is 5"),
        Parameter("stop", "[\"a\",5]", "is 5", "stop[1]"),
        Parameter("response_format", "\"json\"", "is a string, but must be an object"),
        Parameter("response_format", "{\"type\":1}", "is 1", "response_format.type"),
        Parameter("stream_options", "true", "is true"),
        Parameter("stream_options", "[]", "is an array"),
        Parameter("stream_options", "{\"include_usage\":\"yes\"}", "is a string", "stream_options.include_usage"),
        Parameter("user", "12", "is 12"),
        Parameter("modalities", "\"audio\"", "is a string"),
        Parameter("reasoning_effort", "3", "is 3"),
        Parameter("reasoning", "\"high\"", "is a string"),
        Parameter("web_search_options", "true", "is true"),

        // Embeddings.
        Embed("no input", """{"model":"e"}""", "input", "is missing"),
        Embed("input null", """{"input":null}""", "input", "is null"),
        Embed("input an empty string", """{"input":""}""", "input", "is an empty string"),
        Embed("input empty", """{"input":[]}""", "input", "is empty"),
        Embed("input an object", """{"input":{}}""", "input", "is an object"),
        Embed("input mixed", """{"input":["a",1]}""", "input[1]", "is 1"),
        Embed("input of booleans", """{"input":[true]}""", "input[0]", "is true"),
        Embed("input of fractions", """{"input":[1,2.5]}""", "input[1]", "is 2.5"),
        Embed("input of negative tokens", """{"input":[[1],[-2]]}""", "input[1][0]", "is -2"),
        Embed("input with an empty token list", """{"input":[[1],[]]}""", "input[1]", "is empty"),
        Embed("input of words in token lists", """{"input":[["a"]]}""", "input[0][0]", "is a string"),
        Embed("model a number for embeddings", """{"model":1,"input":"a"}""", "model", "is 1"),

        // Rerank.
        Rank("no query", """{"documents":["a"]}""", "query", "is missing"),
        Rank("query empty", """{"query":"","documents":["a"]}""", "query", "is an empty string"),
        Rank("query a number", """{"query":1,"documents":["a"]}""", "query", "is 1"),
        Rank("no documents", """{"query":"q"}""", "documents", "is missing"),
        Rank("documents empty", """{"query":"q","documents":[]}""", "documents", "is empty"),
        Rank("documents a string", """{"query":"q","documents":"a"}""", "documents", "is a string"),
        Rank("document a number", """{"query":"q","documents":["a",2]}""", "documents[1]", "is 2"),
        Rank("top_n a fraction", """{"query":"q","documents":["a"],"top_n":1.5}""", "top_n", "is 1.5"),
        Rank("top_n a string", """{"query":"q","documents":["a"],"top_n":"3"}""", "top_n", "is a string"),
        Rank("documents twice", """{"query":"q","documents":["a"],"documents":["b"]}""", "documents", "twice"),
    ];

    private static MalformedBody Chat(string name, string body, string? param, string says) =>
        new(name, Operation.Chat, Encoding.UTF8.GetBytes(body), param, says);

    private static MalformedBody Embed(string name, string body, string? param, string says) =>
        new(name, Operation.Embeddings, Encoding.UTF8.GetBytes(body), param, says);

    private static MalformedBody Rank(string name, string body, string? param, string says) =>
        new(name, Operation.Rerank, Encoding.UTF8.GetBytes(body), param, says);

    private static MalformedBody Parameter(string name, string value, string says, string? param = null) =>
        Chat($"{name} {value}", $$"""{"messages":{{Hi}},"{{name}}":{{value}}}""", param ?? name, says);

    private static string Nested(int depth, char open, char close) =>
        $$"""{"messages":{{Hi}},"x":{{new string(open, depth)}}{{new string(close, depth)}}}""";
}
