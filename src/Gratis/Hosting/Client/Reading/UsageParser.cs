using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads what an answer says of its tokens.</summary>
internal static class UsageParser
{
    /// <summary>Reads the value under <paramref name="reader"/>; null where it says nothing.</summary>
    public static UsageDetails? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var usage = new UsageDetails();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8))
                usage.InputTokenCount = Count(ref reader) ?? usage.InputTokenCount;
            else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8))
                usage.OutputTokenCount = Count(ref reader) ?? usage.OutputTokenCount;
            else if (reader.ValueTextEquals("total_tokens"u8))
                usage.TotalTokenCount = Count(ref reader);
            else if (reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
                usage.CachedInputTokenCount ??= Count(ref reader);
            else if (reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("input_tokens_details"u8))
                ReadDetails(ref reader, usage, isInput: true);
            else if (reader.ValueTextEquals("completion_tokens_details"u8) || reader.ValueTextEquals("output_tokens_details"u8))
                ReadDetails(ref reader, usage, isInput: false);
            else
                Skip(ref reader);
        }

        usage.TotalTokenCount ??= usage.InputTokenCount + usage.OutputTokenCount;
        return usage;
    }

    private static void ReadDetails(ref Utf8JsonReader reader, UsageDetails usage, bool isInput)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("cached_tokens"u8))
                usage.CachedInputTokenCount = Count(ref reader);
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
                usage.ReasoningTokenCount = Count(ref reader);
            else if (reader.ValueTextEquals("accepted_prediction_tokens"u8))
                Add(usage, "accepted_prediction_tokens", Count(ref reader));
            else if (reader.ValueTextEquals("rejected_prediction_tokens"u8))
                Add(usage, "rejected_prediction_tokens", Count(ref reader));
            else if (reader.ValueTextEquals("audio_tokens"u8))
                Add(usage, isInput ? "input_audio_tokens" : "output_audio_tokens", Count(ref reader));
            else
                Skip(ref reader);
        }
    }

    private static void Add(UsageDetails usage, string name, long? count)
    {
        if (count > 0)
            (usage.AdditionalCounts ??= [])[name] = count.Value;
    }

    private static long? Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count))
            return count;
        reader.Skip();
        return null;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
