using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>A conversation as OpenAI's messages. What a model cannot be told is refused rather than left out.</summary>
internal static class MessageWriter
{
    /// <summary>What a call said beyond id, name and arguments comes back with it: some providers sign their calls that way.</summary>
    public const string CallMembers = "gratis.call_members";

    private const string Failed = "Error: the function failed.";

    public static void Write(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, string? instructions)
    {
        json.WriteStartArray();
        if (!string.IsNullOrEmpty(instructions))
            WriteText(json, ChatRole.System, null, instructions);
        foreach (var message in messages)
            Write(json, message);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        // Each result is a message of its own, whichever message it came in.
        var results = 0;
        foreach (var content in message.Contents)
        {
            if (content is FunctionResultContent result)
            {
                WriteResult(json, result);
                results++;
            }
        }

        if (results > 0 && results == message.Contents.Count)
            return;
        if (message.Role == ChatRole.Assistant)
            WriteAssistant(json, message);
        else if (message.Role == ChatRole.User || results > 0)
            WriteUser(json, message);
        else if (message.Role == ChatRole.Tool)
            throw new NotSupportedException("A message of role 'tool' holds no FunctionResultContent, which is all it can hold.");
        else
            WriteText(json, message.Role, message.AuthorName, TextOf(message));
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WriteString("tool_call_id"u8, result.CallId);

        // Why it failed may be nobody else's business; whoever wants it told puts it into the result.
        json.WriteString("content"u8, result is { Result: null, Exception: not null } ? Failed : JsonValues.Text(result.Result));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ChatRole role, string? author, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role.Value);
        WriteAuthor(json, author);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static void WriteAssistant(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        WriteAuthor(json, message.AuthorName);
        var text = TextOf(message);
        var calls = 0;
        foreach (var content in message.Contents)
        {
            if (content is not FunctionCallContent call)
                continue;
            if (calls++ == 0)
                json.WriteStartArray("tool_calls"u8);
            WriteCall(json, call);
        }

        if (calls > 0)
            json.WriteEndArray();
        if (calls > 0 && text.Length == 0)
            json.WriteNull("content"u8);
        else
            json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.CallId);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, JsonValues.Arguments(call.Arguments));
        json.WriteEndObject();
        if (call.AdditionalProperties?.TryGetValue(CallMembers, out var members) == true && members is JsonElement { ValueKind: JsonValueKind.Object } kept)
        {
            foreach (var member in kept.EnumerateObject())
                member.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        WriteAuthor(json, message.AuthorName);
        if (message.Contents is [] or [TextContent])
        {
            json.WriteString("content"u8, message.Text);
        }
        else
        {
            json.WriteStartArray("content"u8);
            foreach (var content in message.Contents)
            {
                if (content is not FunctionResultContent)
                    PartWriter.Write(json, content);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Text alone; what is only said about a message is no part of it.</summary>
    private static string TextOf(ChatMessage message)
    {
        foreach (var content in message.Contents)
        {
            if (content is not (TextContent or FunctionCallContent or FunctionResultContent or TextReasoningContent or UsageContent or ErrorContent))
                throw new NotSupportedException($"A message of role '{message.Role}' holds {content.GetType().Name}, and no model takes that from it.");
        }

        return message.Text;
    }

    private static void WriteAuthor(Utf8JsonWriter json, string? author)
    {
        // Any other name is refused by some, and a name is never worth that.
        if (!string.IsNullOrEmpty(author) && author.Length <= 64 && author.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            json.WriteString("name"u8, author);
    }
}
