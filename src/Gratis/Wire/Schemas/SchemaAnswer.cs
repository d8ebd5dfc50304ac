using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>A whole chat answer of a model that was told a schema in words: each of its texts has to be valid JSON under it, and is passed on bare.</summary>
internal static class SchemaAnswer
{
    /// <summary>Writes the answer with nothing but the JSON for its texts; what is wrong with it, or null. Calls of tools and refusals are no texts.</summary>
    /// <param name="answer">As it came: one object that the reader has found good.</param>
    /// <param name="schema">What holds for its texts.</param>
    /// <param name="into">Gets it; of no use where something is wrong.</param>
    public static string? Take(ReadOnlySpan<byte> answer, JsonSchema schema, PooledBuffer into)
    {
        string? miss = null;
        var list = new JsonMerge.Separated(into, "{"u8);
        for (var parts = new JsonParts(answer[answer.IndexOf((byte)'{')..]); parts.MoveNext();)
        {
            list.Next();
            into.Append(parts.Before);
            if (parts.IsNamed("choices"u8) && parts.Value is [(byte)'[', ..])
                miss ??= Choices(parts.Value, schema, into);
            else
                into.Append(parts.Value);
            into.Append(parts.After);
        }

        into.Append("}"u8);
        return miss;
    }

    private static string? Choices(ReadOnlySpan<byte> choices, JsonSchema schema, PooledBuffer into)
    {
        string? miss = null;
        var list = new JsonMerge.Separated(into, "["u8);
        for (var parts = new JsonParts(choices); parts.MoveNext();)
        {
            list.Next();
            into.Append(parts.Before);
            miss ??= Choice(parts.Value, schema, into);
            into.Append(parts.After);
        }

        into.Append("]"u8);
        return miss;
    }

    private static string? Choice(ReadOnlySpan<byte> choice, JsonSchema schema, PooledBuffer into)
    {
        if (choice is not [(byte)'{', ..])
            return "A choice of its answer is no object.";

        string? miss = null;
        var list = new JsonMerge.Separated(into, "{"u8);
        for (var parts = new JsonParts(choice); parts.MoveNext();)
        {
            list.Next();
            into.Append(parts.Before);
            if (parts.IsNamed("message"u8) && parts.Value is [(byte)'{', ..] && IsText(parts.Value))
                miss ??= Message(parts.Value, schema, into);
            else
                into.Append(parts.Value);
            into.Append(parts.After);
        }

        into.Append("}"u8);
        return miss;
    }

    private static string? Message(ReadOnlySpan<byte> message, JsonSchema schema, PooledBuffer into)
    {
        var miss = "Its answer holds no text.";
        var list = new JsonMerge.Separated(into, "{"u8);
        for (var parts = new JsonParts(message); parts.MoveNext();)
        {
            list.Next();
            into.Append(parts.Before);
            if (parts.IsNamed("content"u8))
                miss = Content(parts.Value, schema, into);
            else
                into.Append(parts.Value);
            into.Append(parts.After);
        }

        into.Append("}"u8);
        return miss;
    }

    private static string? Content(ReadOnlySpan<byte> content, JsonSchema schema, PooledBuffer into)
    {
        using var text = new PooledBuffer(content.Length + 1);
        ReadText(content, text);
        var said = BareJson.Trim(text.WrittenSpan);
        if (said.IsEmpty)
            return "Its answer holds no text.";

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
