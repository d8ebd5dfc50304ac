using System.Text;
using Gratis.Wire;

namespace Gratis.Tests.Wire;

internal static class Bodies
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static RequestFacts Facts(string body, Operation operation = Operation.Chat) => Facts(Utf8(body), operation);

    public static RequestFacts Facts(byte[] body, Operation operation = Operation.Chat)
    {
        bool read = RequestReader.TryRead(body, operation, out RequestFacts? facts, out RequestFault fault);
        read.ShouldBeTrue(fault.Message);
        return facts!;
    }

    /// <summary>A chat body of about <paramref name="size"/> bytes, as agents send them: a few turns and one tool.</summary>
    public static byte[] TypicalChat(int size)
    {
        string turn = "Explain how the \\\"ledger\\\" works.\\nThen show an example that fits on one screen, please. ";
        StringBuilder messages = new("""{"role":"system","content":"You are a helpful assistant."}""");
        for (int i = 0; messages.Length < size - 700; i++)
        {
            string role = i % 2 == 0 ? "user" : "assistant";
            messages.Append($$""",{"role":"{{role}}","content":"{{string.Concat(Enumerable.Repeat(turn, 6))}}"}""");
        }

        return Utf8($$"""{"model":"groq/llama-3.3-70b-versatile","messages":[{{messages}}],""" + """
            "temperature":0.7,"max_tokens":1024,"stream":true,
            "tools":[{"type":"function","function":{"name":"search","description":"Searches the web","parameters":{"type":"object",
            "properties":{"query":{"type":"string"},"limit":{"type":"integer"}},"required":["query"]}}}],"tool_choice":"auto"}
            """);
    }
}
