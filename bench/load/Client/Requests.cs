using System.Text;

namespace Gratis.Load.Client;

/// <summary>Builds the request of a job: a chat of as many messages as it takes to fill the body.</summary>
internal static class Requests
{
    private const string Question =
        "Explain in two sentences how a reverse proxy differs from a forward proxy, and name one case in which each is the better choice.";

    private const string Filler =
        "The quick brown fox jumps over the lazy dog;\\nthen it \\\"rests\\\" for a while and thinks about what to do next. ";

    private const int MessageBytes = 1000;

    public static byte[] Build(Job job)
    {
        var body = BuildBody(job);
        var head = $"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{job.Port}\r\nContent-Type: application/json\r\n" +
            $"Authorization: Bearer bench\r\nContent-Length: {body.Length}\r\n\r\n";
        return Encoding.ASCII.GetBytes(head + body);
    }

    private static string BuildBody(Job job)
    {
        const string End = "],\"temperature\":0.7,\"max_tokens\":256}";
        var body = new StringBuilder($"{{\"model\":\"{job.Model}\",\"stream\":{(job.Stream ? "true" : "false")},\"messages\":[");
        body.Append("{\"role\":\"system\",\"content\":\"You are a helpful assistant. Answer briefly and say so when you do not know.\"},");
        var last = $"{{\"role\":\"user\",\"content\":\"{Question}\"}}";
        for (var turn = 0; job.BodyBytes - body.Length - last.Length - End.Length >= MessageBytes; turn++)
            AppendMessage(body, turn % 2 == 0 ? "user" : "assistant", MessageBytes - 50);
        // Blanks make the length exact.
        body.Append(last).Append(' ', Math.Max(0, job.BodyBytes - body.Length - End.Length)).Append(End);
        return body.ToString();
    }

    private static void AppendMessage(StringBuilder body, string role, int length)
    {
        body.Append("{\"role\":\"").Append(role).Append("\",\"content\":\"");
        for (var written = 0; written + Filler.Length <= length; written += Filler.Length)
            body.Append(Filler);
        body.Append("\"},");
    }
}
