using System.Buffers;
using System.Collections.Frozen;

namespace Gratis.Upstream.Verdicts;

/// <summary>Reads the name of a refused request parameter out of the upstream's words.</summary>
internal static class RefusedParameter
{
    // The name stands behind these, in quotes or not.
    private static readonly string[] Before =
    [
        "unsupported parameter: ", "unsupported parameter(s): ", "unsupported parameters: ", "unsupported param: ", "unsupported value: ", "unknown parameter: ",
        "unknown name ", "unknown field ", "unknown field: ", "unknown argument: ", "unrecognized request argument supplied: ", "unrecognized request arguments supplied: ",
        "unrecognized field ", "unrecognized field: ", "unrecognized key(s) in object: ", "unrecognized parameter: ", "does not support parameter(s): ",
        "does not support parameters: ", "does not support parameter: ", "does not support the parameter ", "unexpected keyword argument ",
        "additional properties are not allowed (", "additional property ", "不支持参数", "不支持的参数",
    ];

    // And before these. Without quotes only the name of a parameter that exists is taken for one.
    private static readonly string[] After =
    [
        " is unsupported", " is not supported", " are not supported", " not supported", ": extra inputs are not permitted", " is not permitted", " is not a valid parameter",
        " is not allowed", " parameter is not supported", " was unexpected", " field is not supported",
    ];

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "temperature", "top_p", "top_k", "min_p", "top_a", "n", "stop", "seed", "logprobs", "top_logprobs", "logit_bias", "frequency_penalty", "presence_penalty",
        "repetition_penalty", "max_tokens", "max_completion_tokens", "response_format", "tools", "tool_choice", "parallel_tool_calls", "functions", "function_call",
        "stream_options", "reasoning_effort", "reasoning", "thinking", "enable_thinking", "thinking_budget", "chat_template_kwargs", "reasoning_budget", "verbosity",
        "modalities", "audio", "prediction", "store", "metadata", "user", "service_tier", "prompt_cache_key", "safety_identifier", "context_management", "dimensions",
        "encoding_format", "web_search_options", "plugins", "extra_body", "truncate", "best_of", "echo", "suffix", "guided_json");

    // What a request cannot be made without: naming it is a complaint about its content.
    private static readonly FrozenSet<string> Essential =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "model", "messages", "input", "inputs", "prompt", "query", "documents", "contents", "stream", "body", "role", "content");

    private static readonly SearchValues<char> NameChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.[]-");
    private static readonly SearchValues<string> Refusing = SearchValues.Create(
        ["not support", "unsupported", "unrecognized", "unknown", "not permitted", "not allowed", "unexpected"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The name where the words leave no doubt that a parameter as such is refused.</summary>
    public static string? Explicit(ErrorBody body)
    {
        if (body is { ParamIsForeign: true, Param: { } foreign })
            return Acceptable(foreign);

        foreach (var phrase in Before)
        {
            var at = body.Text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && Acceptable(Inside(body.Text, ReadName(body.Text.AsSpan(at + phrase.Length)).ToString(), at + phrase.Length)) is { } name)
                return name;
        }

        return null;
    }

    /// <summary>The name from weaker wordings, for when nothing else explains the refusal.</summary>
    public static string? Likely(ErrorBody body)
    {
        foreach (var phrase in After)
        {
            var at = body.Text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && Acceptable(ReadNameBackwards(body.Text, at)) is { } name)
                return name;
        }

        return body.Param is { } param && body.Text.AsSpan().ContainsAny(Refusing) ? Acceptable(param) : null;
    }

    /// <summary>What a request with this parameter needs; dropping the parameter would change what is asked for.</summary>
    public static string? CapabilityOf(string? parameter) => parameter switch
    {
        "tools" or "tool_choice" or "functions" or "function_call" => "tools",
        "response_format" or "guided_json" => "structured_output",
        "modalities" or "audio" => "audio",
        "web_search_options" => "web_search",
        _ => null,
    };

    private static ReadOnlySpan<char> ReadName(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \"'`[(");
        var end = text.IndexOfAnyExcept(NameChars);
        return (end < 0 ? text : text[..end]).TrimEnd(".");
    }

    private static string? ReadNameBackwards(string text, int end)
    {
        var quoted = text[end - 1] is '"' or '\'' or '`';
        if (quoted)
            end--;

        var start = text.AsSpan(0, end).LastIndexOfAnyExcept(NameChars) + 1;
        var name = text[start..end];
        if (quoted && start > 0 && text[start - 1] == text[end])
            return Inside(text, name, start);

        return Known.Contains(name) ? name : null;
    }

    /// <summary>Puts a field back into its place: <c>('messages.0' : property 'name' …)</c> and <c>"name" at 'messages[0]'</c>.</summary>
    private static string Inside(string text, string name, int at)
    {
        const string Element = "'messages.";
        var before = text.AsSpan(Math.Max(0, at - 48), Math.Min(at, 48));
        if (before.Contains(Element, StringComparison.Ordinal) && !name.StartsWith("messages", StringComparison.Ordinal))
            return "messages[]." + name;

        var after = text.AsSpan(at, Math.Min(text.Length - at, name.Length + 32));
        var place = after.IndexOf(" at '", StringComparison.Ordinal);
        if (place < 0)
            return name;

        var path = ReadName(after[(place + 5)..]);
        return path.IsEmpty || path.StartsWith("generation_config") ? name : $"{path}.{name}";
    }

    private static string? Acceptable(string? name)
    {
        if (name is null || name.Length is 0 or > 96 || !char.IsAsciiLetter(name[0]) || name.AsSpan().IndexOfAnyExcept(NameChars) >= 0)
            return null;

        name = WithoutIndices(name);
        var last = name[(name.LastIndexOf('.') + 1)..];
        return Essential.Contains(last) || last.Contains('-', StringComparison.Ordinal) ? null : name;
    }

    /// <summary><c>messages.0.name</c> and <c>messages[0].name</c> are <c>messages[].name</c>.</summary>
    private static string WithoutIndices(string name)
    {
        var parts = name.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var result = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            if (part.AsSpan().Trim("[]").IndexOfAnyExceptInRange('0', '9') < 0)
                result.Append("[]");
            else
                result.Append(result.Length > 0 ? "." : "").Append(part);
        }

        return result.ToString();
    }
}
