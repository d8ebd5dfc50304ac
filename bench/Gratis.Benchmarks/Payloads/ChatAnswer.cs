using System.Text;

namespace Gratis.Benchmarks.Payloads;

/// <summary>Whole answers as providers send them.</summary>
internal static class ChatAnswer
{
    /// <summary>1 KB of text with some escapes.</summary>
    public static byte[] Text() => Encoding.UTF8.GetBytes(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1760000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"TEXT"},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":64,"completion_tokens":180,"total_tokens":244}}"""
            .Replace("TEXT", string.Concat(Enumerable.Repeat("It rests for a while.\\nThen it \\\"thinks\\\" about what to do next. ", 12)), StringComparison.Ordinal));

    /// <summary>A call of a function.</summary>
    public static byte[] ToolCall() =>
        """{"id":"chatcmpl-1","object":"chat.completion","created":1760000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"read_file","arguments":"{\"path\":\"src/Queue.cs\",\"lines\":40}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":640,"completion_tokens":24,"total_tokens":664}}"""u8.ToArray();
}
