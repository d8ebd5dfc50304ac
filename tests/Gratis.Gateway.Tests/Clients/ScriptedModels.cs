using System.Runtime.InteropServices;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>A provider's models as the SDKs of this folder expect them: what they say follows from what they are asked.</summary>
internal static class ScriptedModels
{
    /// <summary>Chats, calls the tools it is given, keeps to schemas.</summary>
    public const string Able = "able";

    /// <summary>Refuses every request.</summary>
    public const string Strict = "strict";

    /// <summary>Has no room for the first request, and says for how long.</summary>
    public const string Limited = "limited";

    /// <summary>Embeds, in base64 where that is wished for.</summary>
    public const string Vectors = "vectors";

    /// <summary>Embeds, in numbers whatever is wished for.</summary>
    public const string PlainVectors = "plain-vectors";

    /// <summary>Longer than any first retry of an SDK by its own rule.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private const string ToolCall = """
        {"id":"c1","object":"chat.completion","created":1,"model":"able","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"square","arguments":"{\"number\":7}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
        """;

    private static readonly float[][] Embedded = [[0.5f, -0.25f], [1f, 0f]];

    private static readonly Script StreamedWords = Answers.Stream(
        Answers.Send(Delta("""{"role":"assistant"}""")), Answers.Send(Answers.Chunk("one ")), Answers.Send(Answers.Chunk("two")), Answers.Send(Answers.Finish), Answers.Send(Answers.Usage), Answers.Send(Answers.Done));

    private static readonly Script StreamedToolCall = Answers.Stream(
        Answers.Send(Delta("""{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"square","arguments":""}}]}""")),
        Answers.Send(Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"number\":"}}]}""")),
        Answers.Send(Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"7}"}}]}""")),
        Answers.Send(Delta("{}", "\"tool_calls\"")), Answers.Send(Answers.Usage), Answers.Send(Answers.Done));

    /// <summary>Answers for all of them, on behalf of one upstream.</summary>
    public static Script On(FakeUpstream upstream) => (call, response) => AnswerTo(call, upstream)(call, response);

    private static Script AnswerTo(UpstreamCall call, FakeUpstream upstream) => call.Model switch
    {
        Vectors or PlainVectors => Embeddings(call.Model == Vectors && call.Text.Contains("\"base64\"", StringComparison.Ordinal)),
        Strict => Answers.Error(400, "temperature must be at most 2"),
        Limited when upstream.Calls.Count(earlier => earlier.Model == Limited) == 1 => Answers.Error(429, "slow down", ("Retry-After", $"{Limit.TotalSeconds}")),
        _ => Chat(JsonDocument.Parse(call.Body).RootElement),
    };

    private static Script Chat(JsonElement asked)
    {
        var streams = asked.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        if (asked.GetProperty("messages").EnumerateArray().Last() is var last && last.GetProperty("role").GetString() == "tool")
            return Answers.Chat(last.GetProperty("tool_call_id").GetString() + " gave " + last.GetProperty("content").GetString());
        if (asked.TryGetProperty("tools", out _))
            return streams ? StreamedToolCall : Answers.Json(200, ToolCall);
        if (asked.TryGetProperty("response_format", out _))
            return Answers.Chat("""{\"x\":1,\"y\":2}""");
        return streams ? StreamedWords : Answers.Chat("hello");
    }

    private static Script Embeddings(bool inBase64)
    {
        var data = Embedded.Select((vector, i) => $$"""{"object":"embedding","index":{{i}},"embedding":{{(inBase64 ? Base64(vector) : JsonSerializer.Serialize(vector))}}}""");
        return Answers.Json(200, $$$"""{"object":"list","data":[{{{string.Join(',', data)}}}],"model":"vectors","usage":{"prompt_tokens":2,"total_tokens":2}}""");
    }

    private static string Base64(float[] vector) => $"\"{Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector))}\"";

    private static string Delta(string delta, string finish = "null") =>
        $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"able","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{finish}}}}]}""" + "\n\n";
}
