using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>Messages and options as the JSON of a chat request.</summary>
internal static class ChatBody
{
    /// <param name="messages">The conversation.</param>
    /// <param name="options">What the call asks for.</param>
    /// <param name="model">What is asked where the options name no model.</param>
    /// <param name="raw">What the caller wants in the body as it is.</param>
    /// <param name="streams">The answer is wanted piece by piece.</param>
    public static RequestBody Write(IEnumerable<ChatMessage> messages, ChatOptions? options, string model, object? raw, bool streams)
    {
        if (options?.ConversationId is { } conversation)
            throw new NotSupportedException($"ConversationId is '{conversation}', but no conversation is kept anywhere: send its messages with every call.");

        var body = new RequestBody();
        try
        {
            using var json = body.Begin();
            json.WriteStartObject();
            var members = new Members(json);
            members.WriteRaw(raw);
            members.Write("model", options?.ModelId ?? model);
            if (members.Begin("messages"))
                MessageWriter.Write(json, messages, options?.Instructions);
            if (streams)
                WriteStream(json);
            if (options is not null)
                Write(members, json, options);
            json.WriteEndObject();
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static void WriteStream(Utf8JsonWriter json)
    {
        json.WriteBoolean("stream"u8, true);
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
    }

    private static void Write(Members members, Utf8JsonWriter json, ChatOptions options)
    {
        members.Write("temperature", options.Temperature);
        members.Write("top_p", options.TopP);
        members.Write("top_k", options.TopK);
        members.Write("max_tokens", options.MaxOutputTokens);
        members.Write("frequency_penalty", options.FrequencyPenalty);
        members.Write("presence_penalty", options.PresencePenalty);
        members.Write("seed", options.Seed);
        members.Write("reasoning_effort", EffortOf(options.Reasoning));
        if (options.StopSequences is { Count: > 0 } stops && members.Begin("stop"))
            WriteStrings(json, stops);
        if (options.ResponseFormat is { } format && members.Begin("response_format"))
            FormatWriter.Write(json, format, IsStrict(options));
        ToolWriter.Write(members, json, options);
        members.WriteAll(WithoutOurs(options.AdditionalProperties));
    }

    private static string? EffortOf(ReasoningOptions? reasoning) => reasoning?.Effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => null,
    };

    private static void WriteStrings(Utf8JsonWriter json, IList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static bool? IsStrict(ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue(FormatWriter.Strict, out var strict) == true ? strict as bool? : null;

    /// <summary>One property says how a schema is meant and is no member of its own.</summary>
    private static AdditionalPropertiesDictionary? WithoutOurs(AdditionalPropertiesDictionary? properties)
    {
        if (properties?.ContainsKey(FormatWriter.Strict) != true)
            return properties;
        var others = properties.Clone();
        others.Remove(FormatWriter.Strict);
        return others;
    }
}
