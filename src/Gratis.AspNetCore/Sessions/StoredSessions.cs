using System.Text;
using System.Text.Json;
using Gratis.AspNetCore.Access;

namespace Gratis.AspNetCore.Sessions;

/// <summary>The sessions as one stored value: <c>[{"hash", "created", "seen"}]</c>, instants in Unix milliseconds.</summary>
internal static class StoredSessions
{
    public const string Key = "console_sessions";

    public static string Write(IReadOnlyList<ConsoleSession> sessions)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var session in sessions)
            {
                json.WriteStartObject();
                json.WriteString("hash", session.Hash.ToHex());
                json.WriteNumber("created", session.CreatedAt.ToUnixTimeMilliseconds());
                json.WriteNumber("seen", session.SeenAt.ToUnixTimeMilliseconds());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Reads them; none where the value is damaged, for then signing in again is all that is lost.</summary>
    public static IReadOnlyList<ConsoleSession> Read(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return [.. document.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            return [];
        }
    }

    private static ConsoleSession Read(JsonElement session) => new(
        KeyHash.FromHex(session.GetProperty("hash").GetString() ?? ""), Instant(session, "created"), Instant(session, "seen"));

    private static DateTimeOffset Instant(JsonElement session, string member) => DateTimeOffset.FromUnixTimeMilliseconds(session.GetProperty(member).GetInt64());
}
