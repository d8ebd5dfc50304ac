using System.Text.Json;

namespace Gratis.Hosting.Diagnosis;

/// <summary>Reads JSON that a stranger wrote: whatever is wrong with it is an answer like any other.</summary>
internal static class JsonReading
{
    /// <summary>What <paramref name="read"/> makes of it, or <paramref name="otherwise"/> where it is no JSON object.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read, T otherwise)
    {
        // Some servers begin with a byte order mark.
        var body = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        return Read(() => JsonDocument.Parse(body), read, otherwise);
    }

    /// <inheritdoc cref="Read{T}(ReadOnlyMemory{byte}, Func{JsonElement, T}, T)"/>
    public static T Read<T>(string json, Func<JsonElement, T> read, T otherwise) => Read(() => JsonDocument.Parse(json), read, otherwise);

    /// <summary>A member of an object; null where there is none.</summary>
    public static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static T Read<T>(Func<JsonDocument> parse, Func<JsonElement, T> read, T otherwise)
    {
        try
        {
            using var document = parse();
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : otherwise;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // No JSON; or JSON with half a character in it, which shows only when the text is taken out.
            return otherwise;
        }
    }
}

/// <summary>The one message of a chat answer.</summary>
internal static class ChatAnswer
{
    public static JsonElement MessageOf(JsonElement answer) =>
        JsonReading.Find(answer, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 && JsonReading.Find(choices[0], "message") is { } message
            ? message
            : default;

    /// <summary>What it says, without the white space around it; empty where that is nothing.</summary>
    public static string TextOf(JsonElement message) =>
        JsonReading.Find(message, "content") is { ValueKind: JsonValueKind.String } content ? content.GetString()!.Trim() : "";
}
