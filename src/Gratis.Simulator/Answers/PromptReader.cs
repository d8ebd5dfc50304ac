using System.Text.Json;

namespace Gratis.Simulator.Answers;

/// <summary>Reads requests. What it cannot read it names, as an API would.</summary>
internal static class PromptReader
{
    public static Prompt? Chat(JsonElement root, out string? problem)
    {
        if (!Basics(root, out var model, out problem))
            return null;
        if (!root.TryGetProperty("messages", out var messages) || messages.ValueKind is not JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            problem = "'messages' must be a non-empty array";
            return null;
        }

        var characters = 0;
        var images = false;
        var lastText = "";
        var lastRole = "";
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind is not JsonValueKind.Object || Text(message, "role") is not { } role)
            {
                problem = "every message needs a 'role'";
                return null;
            }

            var text = Content(message, ref images);
            characters += text.Length;
            if (message.TryGetProperty("tool_calls", out var calls))
                characters += calls.GetRawText().Length;
            lastRole = role;
            if (role == "user")
                lastText = text;
        }

        if (root.TryGetProperty("tools", out var tools))
            characters += tools.GetRawText().Length;

        var format = root.TryGetProperty("response_format", out var wanted) && wanted.ValueKind is JsonValueKind.Object ? wanted : default;
        var formatType = format.ValueKind is JsonValueKind.Object ? Text(format, "type") : null;
        return new Prompt(root)
        {
            Model = model,
            Stream = root.TryGetProperty("stream", out var stream) && stream.ValueKind is JsonValueKind.True,
            IncludeUsage = root.TryGetProperty("stream_options", out var options) && options.ValueKind is JsonValueKind.Object
                && options.TryGetProperty("include_usage", out var usage) && usage.ValueKind is JsonValueKind.True,
            MaxTokens = Number(root, "max_completion_tokens") ?? Number(root, "max_tokens"),
            InputTokens = Tokens.In(characters),
            LastUserText = lastText,
            EndsWithToolResult = lastRole == "tool",
            HasImages = images,
            Functions = Functions(root),
            ToolChoice = ToolChoice(root),
            WantsJson = formatType is "json_object" or "json_schema",
            Schema = formatType == "json_schema" && format.TryGetProperty("json_schema", out var holder) && holder.ValueKind is JsonValueKind.Object
                && holder.TryGetProperty("schema", out var schema) ? schema : null,
        };
    }

    public static Prompt? Embedding(JsonElement root, out string? problem)
    {
        if (!Basics(root, out var model, out problem))
            return null;
        if (!root.TryGetProperty("input", out var input) || Strings(input) is not { Count: > 0 } texts)
        {
            problem = "'input' must be a string or a non-empty array of strings";
            return null;
        }

        return new Prompt(root) { Model = model, Texts = texts, InputTokens = Tokens.In(texts.Sum(text => text.Length)) };
    }

    public static Prompt? Rerank(JsonElement root, out string? problem)
    {
        if (!Basics(root, out var model, out problem))
            return null;
        if (Text(root, "query") is not { } query || !root.TryGetProperty("documents", out var documents) || Strings(documents) is not { Count: > 0 } texts)
        {
            problem = "'query' must be a string and 'documents' a non-empty array";
            return null;
        }

        var characters = query.Length + texts.Sum(text => text.Length);
        return new Prompt(root) { Model = model, Query = query, Texts = texts, InputTokens = Tokens.In(characters) };
    }

    private static bool Basics(JsonElement root, out string model, out string? problem)
    {
        problem = null;
        model = "";
        if (root.ValueKind is not JsonValueKind.Object)
            problem = "the body must be a JSON object";
        else if (Text(root, "model") is not { Length: > 0 } named)
            problem = "'model' is required";
        else
            model = named;
        return problem is null;
    }

    private static string Content(JsonElement message, ref bool images)
    {
        if (!message.TryGetProperty("content", out var content))
            return "";
        if (content.ValueKind is JsonValueKind.String)
            return content.GetString()!;
        if (content.ValueKind is not JsonValueKind.Array)
            return "";

        var text = "";
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind is not JsonValueKind.Object)
                continue;
            images |= Text(part, "type") is "image_url" or "input_image";
            text += Text(part, "text");
        }

        return text;
    }

    private static List<JsonElement> Functions(JsonElement root)
    {
        var functions = new List<JsonElement>();
        if (root.TryGetProperty("tools", out var tools) && tools.ValueKind is JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
            {
                if (tool.ValueKind is JsonValueKind.Object && tool.TryGetProperty("function", out var function) && Text(function, "name") is not null)
                    functions.Add(function);
            }
        }

        return functions;
    }

    private static string ToolChoice(JsonElement root)
    {
        if (!root.TryGetProperty("tool_choice", out var choice))
            return "auto";
        if (choice.ValueKind is JsonValueKind.String)
            return choice.GetString() == "any" ? "required" : choice.GetString()!;
        return choice.ValueKind is JsonValueKind.Object && choice.TryGetProperty("function", out var function) && Text(function, "name") is { } name
            ? ":" + name
            : "auto";
    }

    private static List<string>? Strings(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.String)
            return [value.GetString()!];
        if (value.ValueKind is not JsonValueKind.Array)
            return null;

        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
            texts.Add(item.ValueKind is JsonValueKind.Object ? Text(item, "text") ?? "" : item.ToString());
        return texts;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
