using System.Buffers.Text;
using System.Text.Json;

namespace Gratis.Wire;

/// <summary>Reads usage objects in the spellings providers have.</summary>
internal static class UsageReader
{
    // Two numbers from outside may be too large to be added.
    private const decimal MostOfPart = 1_000_000_000;

    /// <summary>Reads the value under <paramref name="reader"/> into <paramref name="usage"/>; what it does not say stays as it was.</summary>
    public static void Read(ref Utf8JsonReader reader, ref Usage usage)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        long? input = null, output = null;
        decimal? cost = null, total = null, upstream = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("prompt_tokens"u8) || name.SequenceEqual("input_tokens"u8))
            {
                reader.Read();
                input = Tokens(ref reader) ?? input;
            }
            else if (name.SequenceEqual("completion_tokens"u8) || name.SequenceEqual("output_tokens"u8))
            {
                reader.Read();
                output = Tokens(ref reader) ?? output;
            }
            else if (name.SequenceEqual("cost"u8))
            {
                reader.Read();
                cost = Money(ref reader);
            }
            else if (name.SequenceEqual("total_cost"u8))
            {
                reader.Read();
                total = Money(ref reader);
            }
            else if (name.SequenceEqual("cost_details"u8))
            {
                reader.Read();
                upstream = ReadDetails(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        decimal? said = cost ?? total;

        // With a key of the owner's own behind the provider the price is zero, yet somebody was charged.
        decimal? spent = said is null or 0 && upstream > 0 ? upstream : said ?? upstream;
        usage = new Usage(input ?? usage.InputTokens, output ?? usage.OutputTokens, spent ?? usage.CostUsd);
    }

    /// <summary>An amount in USD, as a number or a numeric string; null for anything else.</summary>
    public static decimal? Money(ref Utf8JsonReader reader)
    {
        decimal amount;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDecimal(out amount):
                return amount >= 0 ? amount : null;
            case JsonTokenType.String when TryParse(reader.ValueSpan, out amount):
                return amount >= 0 ? amount : null;
            default:
                reader.Skip();
                return null;
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out decimal amount) =>
        Utf8Parser.TryParse(text, out amount, out int used) && used == text.Length;

    /// <summary>What the service behind took: as a sum, or in its parts.</summary>
    private static decimal? ReadDetails(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        decimal? sum = null, input = null, output = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("upstream_inference_cost"u8))
            {
                reader.Read();
                sum = Money(ref reader);
            }
            else if (name.SequenceEqual("upstream_inference_prompt_cost"u8))
            {
                reader.Read();
                input = Money(ref reader);
            }
            else if (name.SequenceEqual("upstream_inference_completions_cost"u8))
            {
                reader.Read();
                output = Money(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return sum is > 0 || (input ?? output) is null ? sum : Math.Min(input ?? 0, MostOfPart) + Math.Min(output ?? 0, MostOfPart);
    }

    private static long? Tokens(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        if (reader.TryGetInt64(out long count))
        {
            return count >= 0 ? count : null;
        }

        return reader.TryGetDouble(out double number) && number is >= 0 and < long.MaxValue ? (long)number : null;
    }
}
