using System.Text.Json;

namespace Gratis.Wire;

/// <summary>Reads a complete answer once, whatever the operation.</summary>
internal static class AnswerReader
{
    /// <summary>What <paramref name="answer"/> means.</summary>
    public static AnswerFacts Read(ReadOnlySpan<byte> answer)
    {
        // Some servers begin with a byte order mark; positions count with it.
        int start = answer.StartsWith("\uFEFF"u8) ? 3 : 0;
        ReadOnlySpan<byte> json = answer[start..];
        int first = json.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || json[first] != '{')
        {
            return new AnswerFacts { Status = first < 0 ? AnswerStatus.Empty : AnswerStatus.NotJson };
        }

        Envelope envelope = default;
        try
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                envelope.ReadMember(ref reader, whole: true);
            }

            // One more step finds what follows the object, if anything does.
            reader.Read();
        }
        catch (JsonException)
        {
            return new AnswerFacts { Status = IsBeginning(json) ? AnswerStatus.Truncated : AnswerStatus.NotJson };
        }

        ByteRange error = envelope.Error.IsEmpty ? envelope.Choices.Error : envelope.Error;
        return new AnswerFacts
        {
            Error = At(error, start),
            Choices = envelope.Choices.Count,
            Substance = envelope.Choices.Substance,
            Finish = envelope.Choices.Finish,
            HasCall = envelope.Choices.HasCall,
            HasBrokenArguments = envelope.Choices.HasBrokenArguments,
            Text = At(envelope.Choices.Text, start),
            Items = envelope.Items,
            Usage = envelope.Usage,
        };
    }

    private static ByteRange At(ByteRange range, int start) => range.IsEmpty ? default : range with { Start = range.Start + start };

    /// <summary>True when nothing is wrong with the bytes but that they stop.</summary>
    private static bool IsBeginning(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json, isFinalBlock: false, state: default);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
