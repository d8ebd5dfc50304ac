using System.Text.Json;
using Gratis.Simulator.Answers;

namespace Gratis.Simulator.Personalities;

/// <summary>How a provider writes an answer.</summary>
internal abstract partial class Personality
{
    /// <summary>The answer's id.</summary>
    public virtual string NewId(Call call) => "chatcmpl-" + call.Hex;

    /// <summary>Members of its own near the top of an answer or chunk.</summary>
    public virtual void WriteTop(Utf8JsonWriter writer, Call call, Place place)
    {
    }

    /// <summary>Members of its own at the end of a choice.</summary>
    public virtual void WriteChoiceTail(Utf8JsonWriter writer, string? finish)
    {
    }

    /// <summary>Members of its own at the end of an answer or chunk.</summary>
    public virtual void WriteEnd(Utf8JsonWriter writer, Call call, Place place)
    {
    }

    /// <summary>The choices of a chunk that exists for its usage.</summary>
    public virtual void WriteUsageChunkChoices(Utf8JsonWriter writer, Call call)
    {
    }

    /// <summary>A piece of reasoning inside a delta.</summary>
    public virtual void WriteReasoningDelta(Utf8JsonWriter writer, string text) => ReasoningPart.Write(writer, Habits.Reasoning, text);

    /// <summary>The usage object.</summary>
    public virtual void WriteUsage(Utf8JsonWriter writer, Call call, int outputTokens, int reasoningTokens)
    {
        writer.WriteStartObject();
        WriteCounts(writer, call, outputTokens);
        if (reasoningTokens > 0)
        {
            writer.WriteStartObject("completion_tokens_details");
            writer.WriteNumber("reasoning_tokens", reasoningTokens);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>What a ranking reports as its cost, inside the answer's object.</summary>
    public virtual void WriteRerankUsage(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("total_tokens", call.Answer.InputTokens);
        writer.WriteEndObject();
    }

    protected static void WriteCounts(Utf8JsonWriter writer, Call call, int outputTokens)
    {
        writer.WriteNumber("prompt_tokens", call.Answer.InputTokens);
        writer.WriteNumber("completion_tokens", outputTokens);
        writer.WriteNumber("total_tokens", call.Answer.InputTokens + outputTokens);
    }
}
