using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>A whole chat answer of a model that was told a schema in words: each of its texts has to be valid JSON under it, and is passed on bare.</summary>
internal static class SchemaAnswer
{
    private const string NoText = "Its answer holds no text.";

    /// <summary>Writes one value, or tells what is wrong with it.</summary>
    private delegate string? ValueWriter(JsonParts part, JsonSchema schema, PooledBuffer into);

    /// <summary>Writes the answer with nothing but the JSON for its texts; what is wrong with it, or null. Calls of tools and refusals are no texts.</summary>
    /// <param name="answer">As it came: one object that the reader has found good.</param>
    /// <param name="schema">What holds for its texts.</param>
    /// <param name="into">Gets it; of no use where something is wrong.</param>
    public static string? Take(ReadOnlySpan<byte> answer, JsonSchema schema, PooledBuffer into) =>
        Rewrite(answer[answer.IndexOf((byte)'{')..], schema, into, static (part, schema, into) =>
            part.IsNamed("choices"u8) && part.Value is [(byte)'[', ..]
                ? Rewrite(part.Value, schema, into, static (choice, schema, into) => Choice(choice.Value, schema, into))
                : Keep(part.Value, into));

    private static string? Choice(ReadOnlySpan<byte> choice, JsonSchema schema, PooledBuffer into) =>
        choice is not [(byte)'{', ..]
            ? "A choice of its answer is no object."
            : Rewrite(choice, schema, into, static (part, schema, into) =>
                part.IsNamed("message"u8) && part.Value is [(byte)'{', ..] && IsText(part.Value)
                    ? Message(part.Value, schema, into)
                    : Keep(part.Value, into));

    private static string? Message(ReadOnlySpan<byte> message, JsonSchema schema, PooledBuffer into) =>
        JsonParts.Find(message, "content"u8).IsEmpty
            ? NoText
            : Rewrite(message, schema, into, static (part, schema, into) =>
                part.IsNamed("content"u8) ? Content(part.Value, schema, into) : Keep(part.Value, into));

    /// <summary>Writes an object or an array, each value in the way that is given; the first that has something wrong ends it.</summary>
    private static string? Rewrite(ReadOnlySpan<byte> container, JsonSchema schema, PooledBuffer into, ValueWriter write)
    {
        var isObject = container[0] == '{';
        var list = new JsonMerge.Separated(into, isObject ? "{"u8 : "["u8);
        for (var parts = new JsonParts(container); parts.MoveNext();)
        {
            list.Next();
            into.Append(parts.Before);
            if (write(parts, schema, into) is { } miss)
                return miss;
            into.Append(parts.After);
        }

        into.Append(isObject ? "}"u8 : "]"u8);
        return null;
    }

    private static string? Keep(ReadOnlySpan<byte> value, PooledBuffer into)
    {
        into.Append(value);
        return null;
    }

    private static string? Content(ReadOnlySpan<byte> content, JsonSchema schema, PooledBuffer into)
    {
        using var text = new PooledBuffer(content.Length + 1);
        ReadText(content, text);
        var said = BareJson.Trim(text.WrittenSpan);
        if (said.IsEmpty)
            return NoText;

        var bare = said;
        var objection = schema.Objection(bare);
        if (objection is not null && BareJson.Fenced(said) is { IsEmpty: false } fenced)
            objection = schema.Objection(bare = fenced);
        if (objection is not null)
            return $"It was given a schema in its instructions, and its answer does not follow it: {objection}.";

        // What the model wrote without any trimmings keeps its bytes.
        if (content[0] == '"' && bare.Length == text.Length)
        {
            into.Append(content);
            return null;
        }

        into.Append("\""u8);
        into.Append(JsonEncodedText.Encode(bare, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        into.Append("\""u8);
        return null;
    }

    /// <summary>A text, or the texts among the parts of one, one after the other.</summary>
    private static void ReadText(ReadOnlySpan<byte> content, PooledBuffer into)
    {
        if (content[0] == '"')
        {
            Decode(content, into);
        }
        else if (content[0] == '[')
        {
            for (var parts = new JsonParts(content); parts.MoveNext();)
            {
                if (JsonParts.Find(parts.Value, "type"u8).SequenceEqual("\"text\""u8) && JsonParts.Find(parts.Value, "text"u8) is [(byte)'"', ..] and var text)
                    Decode(text, into);
            }
        }
    }

    private static void Decode(ReadOnlySpan<byte> literal, PooledBuffer into)
    {
        Utf8JsonReader reader = new(literal);
        reader.Read();
        using DecodedText text = new(in reader);
        into.Append(text.Utf8Text);
    }

    /// <summary>False for a message that calls a tool or refuses to answer.</summary>
    private static bool IsText(ReadOnlySpan<byte> message) =>
        JsonParts.Find(message, "tool_calls"u8) is not [(byte)'[', _, _, ..]
        && JsonParts.Find(message, "function_call"u8) is not [(byte)'{', ..]
        && JsonParts.Find(message, "refusal"u8) is not [(byte)'"', _, _, ..];
}
