using System.Text.Json;
using Gratis.Simulator.Personalities;

namespace Gratis.Simulator.Answers;

/// <summary>Writes a piece of reasoning under the name a provider gives it.</summary>
internal static class ReasoningPart
{
    public static void Write(Utf8JsonWriter writer, ReasoningField field, string text)
    {
        switch (field)
        {
            case ReasoningField.Reasoning:
                writer.WriteString("reasoning", text);
                break;
            case ReasoningField.ReasoningContent:
                writer.WriteString("reasoning_content", text);
                break;
            case ReasoningField.ReasoningDetails:
                writer.WriteString("reasoning", text);
                writer.WriteStartArray("reasoning_details");
                writer.WriteStartObject();
                writer.WriteString("type", "reasoning.text");
                writer.WriteString("text", text);
                writer.WriteNumber("index", 0);
                writer.WriteNull("format");
                writer.WriteEndObject();
                writer.WriteEndArray();
                break;
            case ReasoningField.ThinkingParts:
                writer.WriteStartArray("content");
                WriteThinking(writer, text);
                writer.WriteEndArray();
                break;
            default:
                break;
        }
    }

    public static void WriteThinking(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "thinking");
        writer.WriteStartArray("thinking");
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
