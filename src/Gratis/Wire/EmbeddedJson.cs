using System.Text.Json;

namespace Gratis.Wire;

/// <summary>JSON inside a JSON string: the arguments of a tool call, an answer that was to be JSON.</summary>
internal static class EmbeddedJson
{
    // A schema may nest as deep as its author likes.
    private const int MaxDepth = 512;

    /// <summary>
    /// True when the string under <paramref name="reader"/> holds an object. Blank ones and <c>null</c> are a call without arguments, which some
    /// providers write that way.
    /// </summary>
    public static bool IsArguments(ref readonly Utf8JsonReader reader)
    {
        if (EscapedText.IsBlank(reader.ValueSpan))
        {
            return true;
        }

        using DecodedText text = new(in reader);
        return text.IsText && Read(text.Utf8Text, isWhole: true) is JsonTokenType.StartObject or JsonTokenType.Null;
    }

    /// <summary>True when a string literal, quotes included, holds JSON.</summary>
    /// <param name="literal">The literal, as a JSON reader has accepted it.</param>
    /// <param name="isWhole">False where the writer was cut off: then its beginning is enough.</param>
    public static bool IsJson(ReadOnlySpan<byte> literal, bool isWhole)
    {
        Utf8JsonReader reader = new(literal);
        reader.Read();
        using DecodedText text = new(in reader);
        return text.IsText && Read(text.Utf8Text, isWhole) != JsonTokenType.None;
    }

    /// <summary>The first token; none where it is no JSON.</summary>
    private static JsonTokenType Read(ReadOnlySpan<byte> text, bool isWhole)
    {
        try
        {
            Utf8JsonReader reader = new(text, isWhole, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
            JsonTokenType first = reader.Read() ? reader.TokenType : JsonTokenType.None;
            while (reader.Read())
            {
            }

            return first;
        }
        catch (JsonException)
        {
            return JsonTokenType.None;
        }
    }
}
