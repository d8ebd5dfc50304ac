using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Gratis.Wire;

/// <summary>Reads <c>tool_calls</c> and the older <c>function_call</c>.</summary>
internal static class ToolCallReader
{
    /// <summary>True when the value under <paramref name="reader"/> calls something.</summary>
    public static bool Read(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadCall(ref reader, whole, ref facts);
        }

        bool any = false;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                any |= reader.TokenType == JsonTokenType.StartObject && ReadCall(ref reader, whole, ref facts);
                reader.Skip();
            }
        }

        return any;
    }

    /// <summary>A call of either generation: <c>arguments</c> stands in it or in its <c>function</c>.</summary>
    private static bool ReadCall(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        bool any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            any = true;
            bool function = reader.ValueSpan.SequenceEqual("function"u8);
            bool arguments = reader.ValueSpan.SequenceEqual("arguments"u8);
            reader.Read();
            if (function && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadCall(ref reader, whole, ref facts);
            }
            else if (arguments && whole)
            {
                facts.HasBrokenArguments |= !IsJson(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return any;
    }

    /// <summary>Arguments are JSON inside a string. Blank ones are a call without arguments, which some providers write that way.</summary>
    private static bool IsJson(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            bool absent = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            return absent;
        }

        ReadOnlySpan<byte> raw = reader.ValueSpan;
        if (EscapedText.IsBlank(raw))
        {
            return true;
        }

        if (!Utf8.IsValid(raw) || EscapedText.DecodedLength(raw) == EscapedText.LoneSurrogate)
        {
            return false;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            Utf8JsonReader inner = new(rented.AsSpan(0, reader.CopyString(rented)));
            while (inner.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
