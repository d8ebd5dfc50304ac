using System.Text.Json;

namespace Gratis.Wire;

/// <summary>Reads one <c>delta</c> or <c>message</c>: does it give its reader anything, and what.</summary>
internal static class MessageReader
{
    /// <summary>Reads the object under <paramref name="reader"/>.</summary>
    public static void Read(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Substance kind = Kind(reader.ValueSpan);
            reader.Read();
            switch (kind)
            {
                case Substance.Text when reader.TokenType == JsonTokenType.StartArray:
                    facts.Substance |= ReadParts(ref reader);
                    break;
                case Substance.Text when whole && facts.Text.IsEmpty && reader.TokenType == JsonTokenType.String:
                    ReadText(ref reader, ref facts);
                    break;
                case Substance.Text or Substance.Reasoning or Substance.Refusal:
                    facts.Substance |= HasText(ref reader) ? kind : Substance.None;
                    break;
                case Substance.ToolCall:
                    facts.Substance |= ToolCallReader.Read(ref reader, whole, ref facts) ? kind : Substance.None;
                    break;
                case Substance.Media:
                    facts.Substance |= HoldsAnything(ref reader) ? kind : Substance.None;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadText(ref Utf8JsonReader reader, ref ChoiceFacts facts)
    {
        if (HasText(ref reader))
        {
            facts.Substance |= Substance.Text;
            facts.Text = new ByteRange((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
        }
    }

    /// <summary>True when the value under <paramref name="reader"/> holds text that is not blank, at whatever depth.</summary>
    public static bool HasText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return !EscapedText.IsBlank(reader.ValueSpan);

            case JsonTokenType.StartArray:
            {
                bool found = false;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    found |= HasText(ref reader);
                }

                return found;
            }

            case JsonTokenType.StartObject:
            {
                bool found = false;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    bool text = IsTextName(reader.ValueSpan);
                    reader.Read();
                    if (text)
                    {
                        found |= HasText(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return found;
            }

            default:
                return false;
        }
    }

    private static Substance Kind(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 when name.SequenceEqual("content"u8) => Substance.Text,
        7 when name.SequenceEqual("refusal"u8) => Substance.Refusal,
        8 when name.SequenceEqual("thinking"u8) => Substance.Reasoning,
        9 when name.SequenceEqual("reasoning"u8) => Substance.Reasoning,
        17 when name.SequenceEqual("reasoning_content"u8) || name.SequenceEqual("reasoning_details"u8) => Substance.Reasoning,
        10 when name.SequenceEqual("tool_calls"u8) => Substance.ToolCall,
        13 when name.SequenceEqual("function_call"u8) => Substance.ToolCall,
        5 when name.SequenceEqual("audio"u8) => Substance.Media,
        6 when name.SequenceEqual("images"u8) => Substance.Media,
        _ => Substance.None,
    };

    private static bool IsTextName(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("text"u8) || name.SequenceEqual("content"u8) || name.SequenceEqual("thinking"u8)
        || name.SequenceEqual("reasoning"u8) || name.SequenceEqual("summary"u8);

    /// <summary>A content array: text parts, thoughts (Mistral nests them) and media in the order the model had them.</summary>
    private static Substance ReadParts(ref Utf8JsonReader reader)
    {
        Substance found = Substance.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found |= reader.TokenType == JsonTokenType.StartObject ? ReadPart(ref reader)
                : HasText(ref reader) ? Substance.Text
                : Substance.None;
        }

        return found;
    }

    private static Substance ReadPart(ref Utf8JsonReader reader)
    {
        Substance found = Substance.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            Substance kind = name.SequenceEqual("text"u8) ? Substance.Text
                : name.SequenceEqual("image_url"u8) || name.SequenceEqual("output_audio"u8) || name.SequenceEqual("audio"u8) ? Substance.Media
                : Kind(name);
            reader.Read();
            if (kind == Substance.Media)
            {
                found |= HoldsAnything(ref reader) ? kind : Substance.None;
            }
            else if (kind is Substance.Text or Substance.Reasoning or Substance.Refusal)
            {
                found |= HasText(ref reader) ? kind : Substance.None;
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    private static bool HoldsAnything(ref Utf8JsonReader reader) => !ErrorMark.Read(ref reader).IsEmpty;
}
