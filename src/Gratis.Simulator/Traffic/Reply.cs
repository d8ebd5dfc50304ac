using System.Text;
using System.Text.Json;

namespace Gratis.Simulator.Traffic;

/// <summary>An answer before it is played: status, headers, and the moves of its body.</summary>
internal sealed class Reply(int status)
{
    public int Status { get; set; } = status;

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public List<Move> Moves { get; set; } = [];

    /// <summary>Time before the headers.</summary>
    public TimeSpan HeadDelay { get; set; }

    public Ending Ending { get; set; }

    public Greeting Greeting { get; set; }

    public bool IsStream { get; init; }

    /// <summary>The body's length, where it is known before it is played.</summary>
    public long? Length { get; set; }

    public void Header(string name, string value) => Headers.Add(new(name, value));

    public void ReplaceHeader(string name, string value)
    {
        Headers.RemoveAll(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        Header(name, value);
    }

    public static Reply Of(int status, string contentType, ReadOnlyMemory<byte> body, int tokens = 0)
    {
        var reply = new Reply(status) { Length = body.Length };
        reply.Header("Content-Type", contentType);
        if (!body.IsEmpty)
            reply.Moves.Add(Move.Write(body, tokens));
        return reply;
    }

    public static Reply Text(int status, string contentType, string body) => Of(status, contentType, Encoding.UTF8.GetBytes(body));

    public static Reply Json(int status, Action<Utf8JsonWriter> write, int tokens = 0) =>
        Of(status, "application/json", JsonText.Write(write), tokens);
}
