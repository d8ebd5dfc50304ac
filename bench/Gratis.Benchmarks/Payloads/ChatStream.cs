using System.Text;

namespace Gratis.Benchmarks.Payloads;

/// <summary>A stream as providers send it: content events, one with the usage, the end marker.</summary>
internal static class ChatStream
{
    public static byte[] OfEvents(int count)
    {
        const string Head = """data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"m","choices":[{"index":0,"delta":""";
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(Head).Append("{\"content\":\" word\"},\"finish_reason\":null}]}\n\n");
        text.Append(Head).Append("{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":64,\"completion_tokens\":50,\"total_tokens\":114}}\n\n");
        return Encoding.UTF8.GetBytes(text.Append("data: [DONE]\n\n").ToString());
    }
}
