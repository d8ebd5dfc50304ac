using System.Text;
using Microsoft.AspNetCore.Http;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>The ways in which upstreams answer.</summary>
internal static class Answers
{
    public const string Done = "data: [DONE]\n\n";

    /// <summary>A last chunk with a finish reason.</summary>
    public const string Finish = """data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";

    /// <summary>The chunk that a client gets only when it asked.</summary>
    public const string Usage = """data: {"id":"c1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""" + "\n\n";

    /// <summary>Never answers; ends when the gateway hangs up.</summary>
    public static Script Silent { get; } = (call, _) => call.Gone;

    /// <summary>Breaks the connection without a word.</summary>
    public static Script HangUp { get; } = (_, response) =>
    {
        response.HttpContext.Abort();
        return Task.CompletedTask;
    };

    public static string Completion(string text) =>
        $$$"""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    /// <summary>A chunk with text.</summary>
    public static string Chunk(string text) =>
        $$$"""data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"{{{text}}}"},"finish_reason":null}]}""" + "\n\n";

    public static Script Chat(string text) => Json(200, Completion(text));

    public static Script Json(int status, string body, params (string Name, string Value)[] headers) =>
        Bytes(status, "application/json", Encoding.UTF8.GetBytes(body), headers);

    /// <summary>An error as OpenAI writes them.</summary>
    public static Script Error(int status, string message, params (string Name, string Value)[] headers) =>
        Json(status, $$$"""{"error":{"message":"{{{message}}}","type":"some_error","code":null,"param":null}}""", headers);

    public static Script Bytes(int status, string contentType, byte[] body, params (string Name, string Value)[] headers) => async (_, response) =>
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        foreach (var (name, value) in headers)
            response.Headers.Append(name, value);
        await response.Body.WriteAsync(body);
    };

    /// <summary>A stream that says these words, one chunk each, and ends as it should.</summary>
    public static Script Words(params string[] words) => Stream([.. words.Select(w => Send(Chunk(w))), Send(Finish), Send(Done)]);

    /// <summary>An event stream, step by step; it ends cleanly after the last one.</summary>
    public static Script Stream(params Script[] steps) => async (call, response) =>
    {
        response.ContentType = "text/event-stream";
        await response.StartAsync();
        foreach (var step in steps)
            await step(call, response);
    };

    /// <summary>A step that sends these characters at once.</summary>
    public static Script Send(string text) => async (_, response) =>
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        await response.Body.FlushAsync();
    };

    /// <summary>Waits for a signal, or until the gateway hangs up, before what follows.</summary>
    public static Script After(Task signal, Script? then = null) => async (call, response) =>
    {
        if (await Task.WhenAny(signal, call.Gone) == signal && then is not null)
            await then(call, response);
    };
}
