using Gratis.Catalog.Learned;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>Requests and answers with tools and formats, and what is known after them.</summary>
internal static class Forms
{
    public const string Tools = """ "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}], """;

    public const string Forced = Tools + """ "tool_choice":"required", """;

    public const string Schema = """ "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"}}}, """;

    public const string TextDelta = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Let me see. \"}}]}\n\n";

    public const string CallDelta = """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}}]}""" + "\n\n";

    public const string CallFinish = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""" + "\n\n";

    /// <summary>An answer that says this, as a JSON literal.</summary>
    public static Reply Says(string literal, string finish = "stop", string more = "") =>
        Reply.Json($$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":{{{literal}}}{{{more}}}},"finish_reason":"{{{finish}}}"}],"usage":{"prompt_tokens":3,"completion_tokens":5}}""");

    /// <summary>An answer that calls the tool with this, as a JSON literal.</summary>
    public static Reply Calls(string arguments = "\"{}\"", string finish = "tool_calls") =>
        Says("null", finish, $$$""" ,"tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":{{{arguments}}}}}]""");

    public static Reply Prose => Says("\"It is sunny.\"");

    public static RouteEvidence Evidence(this World world, string route) => world.Engine.Evidence.Of(route);

    /// <summary>What is learned of a route's capability: <c>true</c>, <c>false</c> or null.</summary>
    public static string? Claim(this World world, string route, string capability = "tools") =>
        world.Evidence(route).Find(LearnedTopics.Capability + capability)?.Value;
}
