using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// Finds text that is written like a tool call and is none: what models write whose server does not know how they call tools, or that never
/// learned to.
/// </summary>
internal static class ImitatedCall
{
    // A call is short. What is longer is an answer, whatever it is about.
    private const int Longest = 16 * 1024;

    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <summary>True when a string literal, quotes included, imitates a call.</summary>
    public static bool IsIn(ReadOnlySpan<byte> literal)
    {
        if (literal.Length > Longest)
        {
            return false;
        }

        Utf8JsonReader reader = new(literal);
        reader.Read();
        using DecodedText text = new(in reader);
        ReadOnlySpan<byte> said = text.Utf8Text.Trim(Space);
        return text.IsText && (HoldsTag(said, "<tool_call>"u8) || HoldsTag(said, "<function_call>"u8) || said.StartsWith("[TOOL_CALLS]"u8) || IsCall(Unfenced(said)));
    }

    /// <summary>A tag with a call in it, not one that is merely talked about.</summary>
    private static bool HoldsTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag)
    {
        while (text.IndexOf(tag) is >= 0 and int at)
        {
            text = text[(at + tag.Length)..].TrimStart(Space);
            if (text.StartsWith("{"u8) || text.StartsWith("<function="u8))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Unfenced(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> fence = "```"u8;
        if (!text.StartsWith(fence) || !text.EndsWith(fence) || text.IndexOf((byte)'\n') is not (>= 0 and int line))
        {
            return text;
        }

        return line < text.Length - fence.Length ? text[line..^fence.Length].Trim(Space) : text;
    }

    /// <summary>An object with the name and the arguments of a call, and nothing else but what labels one.</summary>
    private static bool IsCall(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("{"u8) || !text.EndsWith("}"u8))
        {
            return false;
        }

        bool named = false, argued = false;
        try
        {
            Utf8JsonReader reader = new(text);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = reader.ValueSpan;
                bool isName = name.SequenceEqual("name"u8);
                bool isArguments = name.SequenceEqual("arguments"u8) || name.SequenceEqual("parameters"u8);
                if (!isName && !isArguments && !name.SequenceEqual("type"u8) && !name.SequenceEqual("id"u8))
                {
                    return false;
                }

                reader.Read();
                named |= isName && reader.TokenType == JsonTokenType.String;
                argued |= isArguments && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String;
                reader.Skip();
            }

            // One more step finds what follows the object, if anything does.
            reader.Read();
            return named && argued;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
