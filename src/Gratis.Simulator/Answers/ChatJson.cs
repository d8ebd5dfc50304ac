using System.Text.Json;
using Gratis.Simulator.Personalities;

namespace Gratis.Simulator.Answers;

/// <summary>Writes a whole chat answer in a provider's shape.</summary>
internal static class ChatJson
{
    public static void Write(Utf8JsonWriter writer, Personality manners, Call call)
    {
        var answer = call.Answer;
        writer.WriteStartObject();
        writer.WriteString("id", manners.NewId(call));
        writer.WriteString("object", "chat.completion");
        writer.WriteNumber("created", call.Now.ToUnixTimeSeconds());
        writer.WriteString("model", call.Prompt.Model);
        manners.WriteTop(writer, call, Place.Whole);
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("message");
        writer.WriteString("role", "assistant");
        WriteContent(writer, manners.Habits.Reasoning, answer);
        if (answer.ToolCalls.Count > 0)
            WriteToolCalls(writer, answer.ToolCalls);
        writer.WriteEndObject();
        writer.WriteString("finish_reason", answer.FinishReason);
        manners.WriteChoiceTail(writer, answer.FinishReason);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WritePropertyName("usage");
        manners.WriteUsage(writer, call, answer.OutputTokens, answer.ReasoningTokens);
        manners.WriteEnd(writer, call, Place.Whole);
        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, ReasoningField field, Answer answer)
    {
        if (answer.Reasoning.Length == 0)
        {
            WriteText(writer, answer);
            return;
        }

        switch (field)
        {
            case ReasoningField.ThinkTags:
                writer.WriteString("content", $"<think>{answer.Reasoning}</think>{answer.Text}");
                break;
            case ReasoningField.ThinkingParts:
                writer.WriteStartArray("content");
                ReasoningPart.WriteThinking(writer, answer.Reasoning);
                writer.WriteStartObject();
                writer.WriteString("type", "text");
                writer.WriteString("text", answer.Text);
                writer.WriteEndObject();
                writer.WriteEndArray();
                break;
            default:
                WriteText(writer, answer);
                ReasoningPart.Write(writer, field, answer.Reasoning);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, Answer answer)
    {
        if (answer.ToolCalls.Count > 0 && answer.Text.Length == 0)
            writer.WriteNull("content");
        else
            writer.WriteString("content", answer.Text);
    }

    private static void WriteToolCalls(Utf8JsonWriter writer, IReadOnlyList<ToolCall> calls)
    {
        writer.WriteStartArray("tool_calls");
        for (var i = 0; i < calls.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", i);
            writer.WriteString("id", calls[i].Id);
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", calls[i].Name);
            writer.WriteString("arguments", calls[i].Arguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
