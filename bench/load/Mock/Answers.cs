using System.Text;

namespace Gratis.Load.Mock;

/// <summary>What the mock upstream says, built before it is asked.</summary>
internal static class Answers
{
    /// <summary>Content events in a stream; one with the finish reason and usage follows, then <c>[DONE]</c>.</summary>
    public const int Chunks = 50;

    private const string EventHead =
        """data: {"id":"chatcmpl-mock","object":"chat.completion.chunk","created":1760000000,"model":"model-01:free","choices":[{"index":0,"delta":""";

    private const string CompletionBody =
        """{"id":"chatcmpl-0123456789abcdef01234567","object":"chat.completion","created":1760000000,"model":"model-01:""" +
        """free","choices":[{"index":0,"message":{"role":"assistant","content":"A forward proxy acts for the client: it fetches what the """ +
        """client asks for and hides who asked. A reverse proxy acts for the server: it takes requests at one address and hands """ +
        """them to the machine that can answer, which is how a gateway works.","refusal":null},"logprobs":""" +
        """null,"finish_reason":"stop"}],"usage":{"prompt_tokens":64,"completion_tokens":48,"total_tokens":112}}""";

    /// <summary>Length of the body of <see cref="Completion"/>: what a gateway has to deliver.</summary>
    public static readonly int CompletionLength = CompletionBody.Length;

    public static readonly byte[] Completion = Whole("200 OK", CompletionBody);

    public static readonly byte[] NotFound = Whole("404 Not Found", """{"error":{"message":"The mock serves chat completions only."}}""");

    public static readonly byte[] StreamHead = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n");

    public static readonly byte[] StreamEvent = Encoding.ASCII.GetBytes(
        Chunk(EventHead + """{"content":" word"},"finish_reason":null}]}""" + "\n\n"));

    public static readonly byte[] StreamEnd = Encoding.ASCII.GetBytes(
        Chunk(EventHead + """{},"finish_reason":"stop"}],"usage":{"prompt_tokens":64,"completion_tokens":50,"total_tokens":114}}""" + "\n\n") +
        Chunk("data: [DONE]\n\n") + "0\r\n\r\n");

    private static byte[] Whole(string status, string body) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private static string Chunk(string data) => $"{data.Length:x}\r\n{data}\r\n";
}
