using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>The tools that a model is offered, and whether it must use one.</summary>
internal static class ToolWriter
{
    public static void Write(Members members, Utf8JsonWriter json, ChatOptions options)
    {
        // Without tools a choice among them is refused by most.
        if (options.Tools is not { Count: > 0 } tools)
            return;

        if (members.Begin("tools"))
        {
            json.WriteStartArray();
            foreach (var tool in tools)
                Write(json, tool);
            json.WriteEndArray();
        }

        if (options.ToolMode is { } mode && members.Begin("tool_choice"))
            WriteChoice(json, mode);
        members.Write("parallel_tool_calls", options.AllowMultipleToolCalls);
    }

    private static void Write(Utf8JsonWriter json, AITool tool)
    {
        json.WriteStartObject();
        switch (tool)
        {
            case AIFunctionDeclaration function:
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, function.Name);
                if (function.Description is { Length: > 0 } description)
                    json.WriteString("description"u8, description);
                json.WritePropertyName("parameters"u8);
                function.JsonSchema.WriteTo(json);
                json.WriteEndObject();
                break;

            case HostedWebSearchTool:
                json.WriteString("type"u8, "web_search"u8);
                break;

            default:
                throw new NotSupportedException($"Tool '{tool.Name}' is a {tool.GetType().Name}; functions and HostedWebSearchTool can be offered to a model here.");
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ChatToolMode mode)
    {
        switch (mode)
        {
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject();
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;

            case RequiredChatToolMode:
                json.WriteStringValue("required"u8);
                break;

            case NoneChatToolMode:
                json.WriteStringValue("none"u8);
                break;

            default:
                json.WriteStringValue("auto"u8);
                break;
        }
    }
}
