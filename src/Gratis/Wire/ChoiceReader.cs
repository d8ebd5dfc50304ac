using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// Reads <c>choices</c>, of a chunk as well as of a whole answer. Names with escapes in them count as unknown: no provider writes them,
/// and what follows from a name here is never more than what to do next.
/// </summary>
internal static class ChoiceReader
{
    /// <summary>Reads the array under <paramref name="reader"/>.</summary>
    /// <param name="reader">On the value of <c>choices</c>.</param>
    /// <param name="whole">The answer is whole: tool arguments can be checked.</param>
    /// <param name="facts">Where the findings go.</param>
    public static void Read(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            facts.Count++;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadChoice(ref reader, whole, ref facts);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadChoice(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("delta"u8) || name.SequenceEqual("message"u8))
            {
                reader.Read();
                MessageReader.Read(ref reader, whole, ref facts);
            }
            else if (name.SequenceEqual("finish_reason"u8))
            {
                reader.Read();
                Finish(ref reader, ref facts);
            }
            else if (name.SequenceEqual("text"u8))
            {
                reader.Read();
                facts.Substance |= MessageReader.HasText(ref reader) ? Substance.Text : Substance.None;
            }
            else if (name.SequenceEqual("error"u8))
            {
                reader.Read();
                ByteRange error = ErrorMark.Read(ref reader);
                facts.Error = error.IsEmpty ? facts.Error : error;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void Finish(ref Utf8JsonReader reader, ref ChoiceFacts facts)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty)
        {
            reader.Skip();
            return;
        }

        ReadOnlySpan<byte> word = reader.ValueSpan;
        FinishReason reason = word.SequenceEqual("stop"u8) ? FinishReason.Stop
            : word.SequenceEqual("length"u8) ? FinishReason.Length
            : word.SequenceEqual("tool_calls"u8) || word.SequenceEqual("function_call"u8) ? FinishReason.ToolCalls
            : word.SequenceEqual("content_filter"u8) ? FinishReason.ContentFilter
            : word.SequenceEqual("error"u8) ? FinishReason.Error
            : FinishReason.Other;
        facts.Finished++;
        facts.Finish = facts.Finish == FinishReason.None || reason == FinishReason.Error ? reason : facts.Finish;
    }
}
