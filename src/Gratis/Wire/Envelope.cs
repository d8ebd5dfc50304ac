using System.Text.Json;

namespace Gratis.Wire;

/// <summary>The top level that chunks and whole answers share: choices, usage and error.</summary>
internal struct Envelope
{
    /// <summary>The choices together.</summary>
    public ChoiceFacts Choices;

    /// <summary>The usage, from wherever it was.</summary>
    public Usage Usage;

    /// <summary>The top-level error.</summary>
    public ByteRange Error;

    /// <summary>Elements of <c>data</c> or <c>results</c>.</summary>
    public int Items;

    /// <summary>Reads the member whose name is under <paramref name="reader"/>.</summary>
    public void ReadMember(ref Utf8JsonReader reader, bool whole)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        if (name.SequenceEqual("choices"u8))
        {
            reader.Read();
            ChoiceReader.Read(ref reader, whole, ref Choices);
        }
        else if (name.SequenceEqual("usage"u8))
        {
            reader.Read();
            UsageReader.Read(ref reader, ref Usage);
        }
        else if (name.SequenceEqual("x_groq"u8))
        {
            reader.Read();
            ReadGroq(ref reader);
        }
        else if (name.SequenceEqual("cost"u8) || name.SequenceEqual("total_cost"u8))
        {
            reader.Read();
            decimal? cost = UsageReader.Money(ref reader);
            Usage = Usage with { CostUsd = Usage.CostUsd ?? cost };
        }
        else if (name.SequenceEqual("error"u8))
        {
            reader.Read();
            ByteRange error = ErrorMark.Read(ref reader);
            Error = error.IsEmpty ? Error : error;
        }
        else if (name.SequenceEqual("data"u8) || name.SequenceEqual("results"u8))
        {
            reader.Read();
            CountItems(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadGroq(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool usage = reader.ValueSpan.SequenceEqual("usage"u8);
            reader.Read();
            if (usage)
            {
                UsageReader.Read(ref reader, ref Usage);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void CountItems(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Items += reader.TokenType == JsonTokenType.StartObject ? 1 : 0;
            reader.Skip();
        }
    }
}
