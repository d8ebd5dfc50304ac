using System.Text;

namespace Gratis.Benchmarks.Payloads;

/// <summary>Chat requests as clients send them, of any size.</summary>
internal static class ChatRequest
{
    private const string Plain = "It rests for a while, and then it thinks about what to do next, and says so too. ";
    private const string Escaped = "It \\\"rests\\\" for a while;\\nthen it thinks about what to do next, and says so. ";

    /// <summary>A request of about so many bytes: a conversation of 1 KB messages, the routing facts at both ends.</summary>
    public static byte[] OfLength(int bytes, bool escapes = true)
    {
        var sentence = escapes ? Escaped : Plain;
        var json = new StringBuilder("{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"}");
        for (var turn = 0; json.Length < bytes - 100; turn++)
        {
            var room = Math.Min(1000, bytes - 100 - json.Length);
            json.Append(turn % 2 == 0 ? ",{\"role\":\"user\",\"content\":\"" : ",{\"role\":\"assistant\",\"content\":\"");
            do
            {
                json.Append(sentence);
                room -= sentence.Length;
            }
            while (room > 0);
            json.Append("\"}");
        }

        return Encoding.UTF8.GetBytes(json.Append("],\"temperature\":0.7,\"max_tokens\":256}").ToString());
    }
}
