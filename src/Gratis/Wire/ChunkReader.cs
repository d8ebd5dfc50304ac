using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// What the data of one frame of a chat stream means. Two speeds: <see cref="Inspect"/> before the commit, when every chunk may
/// decide; <see cref="Skim"/> after it, when nearly every chunk is text that is none of our business.
/// </summary>
internal static class ChunkReader
{
    /// <summary>Reads all of <paramref name="payload"/>.</summary>
    /// <param name="payload">The data of the frame.</param>
    /// <param name="errorEvent">The frame is an <c>event: error</c>.</param>
    /// <param name="facts">What the stream has said so far.</param>
    public static ChunkMeaning Inspect(ReadOnlySpan<byte> payload, bool errorEvent, ref StreamFacts facts)
    {
        if (IsDone(payload))
        {
            facts.Done = true;
            return ChunkMeaning.Done;
        }

        Chunk chunk = default;
        ChunkMeaning meaning = ChunkMeaning.None;
        try
        {
            if (!chunk.Read(payload))
            {
                meaning = ChunkMeaning.Invalid;
            }
        }
        catch (JsonException)
        {
            meaning = ChunkMeaning.Invalid;
        }

        if (errorEvent || !chunk.Error.IsEmpty || chunk.Choices.Finish == FinishReason.Error)
        {
            meaning |= ChunkMeaning.Error;
            facts.HasError = true;
            facts.Error = chunk.Error.IsEmpty ? new ByteRange(0, payload.Length) : chunk.Error;
        }

        // A chunk that is not JSON to its end is not believed in what came before.
        return (meaning & ChunkMeaning.Invalid) != 0 ? meaning : meaning | Merge(chunk, ref facts);
    }

    /// <summary>Reads <paramref name="payload"/> only when a search of its bytes finds an end mark, an error, usage or a finish reason.</summary>
    public static ChunkMeaning Skim(ReadOnlySpan<byte> payload, bool errorEvent, ref StreamFacts facts)
    {
        // Quotes inside a JSON string are escaped, so a hit is a name and never text of the model.
        bool matters = errorEvent || !payload.StartsWith((byte)'{')
            || HasValue(payload, "finish_reason\""u8) || HasValue(payload, "\"usage\""u8) || HasValue(payload, "\"error\""u8);
        return matters ? Inspect(payload, errorEvent, ref facts) : ChunkMeaning.None;
    }

    private static ChunkMeaning Merge(in Chunk chunk, ref StreamFacts facts)
    {
        ChunkMeaning meaning = ChunkMeaning.None;
        if (chunk.Choices.Substance != Substance.None)
        {
            meaning |= ChunkMeaning.Substance;
            facts.Substance |= chunk.Choices.Substance;
            facts.HasCall |= chunk.Choices.HasCall;
        }

        if (chunk.Choices.Finish != FinishReason.None)
        {
            meaning |= ChunkMeaning.Finish;
            facts.FinishedChoices += chunk.Choices.Finished;
            facts.Finish = facts.Finish == FinishReason.None || chunk.Choices.Finish == FinishReason.Error
                ? chunk.Choices.Finish
                : facts.Finish;
        }

        if (!chunk.Usage.IsEmpty)
        {
            meaning |= ChunkMeaning.Usage;
            meaning |= chunk.Choices.Count == 0 && chunk.Error.IsEmpty ? ChunkMeaning.UsageOnly : ChunkMeaning.None;
            facts.Usage = new Usage(
                chunk.Usage.InputTokens ?? facts.Usage.InputTokens,
                chunk.Usage.OutputTokens ?? facts.Usage.OutputTokens,
                chunk.Usage.CostUsd ?? facts.Usage.CostUsd);
        }

        return meaning;
    }

    private static bool IsDone(ReadOnlySpan<byte> payload) => payload.Length < 16 && payload.Trim(" \t"u8).SequenceEqual("[DONE]"u8);

    /// <summary>True when <paramref name="name"/> is followed by a value other than null, which most chunks carry in these members.</summary>
    private static bool HasValue(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> name)
    {
        while (true)
        {
            int at = payload.IndexOf(name);
            if (at < 0)
            {
                return false;
            }

            payload = payload[(at + name.Length)..];
            if (!payload.TrimStart(" \t:"u8).StartsWith("null"u8))
            {
                return true;
            }
        }
    }

    /// <summary>One chunk by itself.</summary>
    private struct Chunk
    {
        public ChoiceFacts Choices;
        public Usage Usage;
        public ByteRange Error;

        public bool Read(ReadOnlySpan<byte> payload)
        {
            Utf8JsonReader reader = new(payload);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            Envelope envelope = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                envelope.ReadMember(ref reader, whole: false);
            }

            // One more step finds what follows the object, if anything does.
            reader.Read();
            Choices = envelope.Choices;
            Usage = envelope.Usage;
            Error = envelope.Error.IsEmpty ? Choices.Error : envelope.Error;
            return true;
        }
    }
}
