namespace Gratis.Wire;

/// <summary>The members of a request that mean something here. Everything else is <see cref="None"/> and travels unread.</summary>
internal enum RequestField : byte
{
    None,
    Model,
    ModelInAnotherCase,
    Messages,
    Stream,
    StreamOptions,
    Tools,
    ToolChoice,
    Functions,
    FunctionCall,
    ResponseFormat,
    MaxTokens,
    MaxCompletionTokens,
    Temperature,
    TopP,
    FrequencyPenalty,
    PresencePenalty,
    N,
    Stop,
    User,
    Modalities,
    ReasoningEffort,
    Reasoning,
    WebSearchOptions,
    Input,
    Query,
    Documents,
    TopN,

    // Inside messages, their parts, tools and option objects.
    Role,
    Content,
    ToolCalls,
    Refusal,
    Audio,
    Type,
    Text,
    ImageUrl,
    InputAudio,
    Function,
    IncludeUsage,
    Effort,
    Enabled,
    JsonSchema,
    Schema,
}

/// <summary>Finds the <see cref="RequestField"/> a name stands for, by length first: most names differ there already.</summary>
internal static class RequestFields
{
    /// <summary>A top-level member.</summary>
    public static RequestField Root(Operation operation, ReadOnlySpan<byte> name)
    {
        if (name.Length == 5 && System.Text.Ascii.EqualsIgnoreCase(name, "model"u8))
        {
            return name.SequenceEqual("model"u8) ? RequestField.Model : RequestField.ModelInAnotherCase;
        }

        return operation switch
        {
            Operation.Chat => Chat(name),
            Operation.Embeddings => Embeddings(name),
            _ => Rerank(name),
        };
    }

    /// <summary>A member of a message.</summary>
    public static RequestField Message(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("role"u8) => RequestField.Role,
        5 when name.SequenceEqual("audio"u8) => RequestField.Audio,
        7 when name.SequenceEqual("content"u8) => RequestField.Content,
        7 when name.SequenceEqual("refusal"u8) => RequestField.Refusal,
        10 when name.SequenceEqual("tool_calls"u8) => RequestField.ToolCalls,
        13 when name.SequenceEqual("function_call"u8) => RequestField.FunctionCall,
        _ => RequestField.None,
    };

    /// <summary>A member of a content part, a tool, a tool choice, a response format, the stream options or the reasoning.</summary>
    public static RequestField Detail(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("type"u8) => RequestField.Type,
        4 when name.SequenceEqual("text"u8) => RequestField.Text,
        6 when name.SequenceEqual("effort"u8) => RequestField.Effort,
        6 when name.SequenceEqual("schema"u8) => RequestField.Schema,
        7 when name.SequenceEqual("enabled"u8) => RequestField.Enabled,
        8 when name.SequenceEqual("function"u8) => RequestField.Function,
        9 when name.SequenceEqual("image_url"u8) => RequestField.ImageUrl,
        10 when name.SequenceEqual("max_tokens"u8) => RequestField.MaxTokens,
        11 when name.SequenceEqual("input_audio"u8) => RequestField.InputAudio,
        11 when name.SequenceEqual("json_schema"u8) => RequestField.JsonSchema,
        13 when name.SequenceEqual("include_usage"u8) => RequestField.IncludeUsage,
        _ => RequestField.None,
    };

    private static RequestField Chat(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 when name[0] == 'n' => RequestField.N,
        4 when name.SequenceEqual("stop"u8) => RequestField.Stop,
        4 when name.SequenceEqual("user"u8) => RequestField.User,
        5 when name.SequenceEqual("tools"u8) => RequestField.Tools,
        5 when name.SequenceEqual("top_p"u8) => RequestField.TopP,
        6 when name.SequenceEqual("stream"u8) => RequestField.Stream,
        8 when name.SequenceEqual("messages"u8) => RequestField.Messages,
        9 when name.SequenceEqual("functions"u8) => RequestField.Functions,
        9 when name.SequenceEqual("reasoning"u8) => RequestField.Reasoning,
        10 when name.SequenceEqual("max_tokens"u8) => RequestField.MaxTokens,
        10 when name.SequenceEqual("modalities"u8) => RequestField.Modalities,
        11 when name.SequenceEqual("tool_choice"u8) => RequestField.ToolChoice,
        11 when name.SequenceEqual("temperature"u8) => RequestField.Temperature,
        13 when name.SequenceEqual("function_call"u8) => RequestField.FunctionCall,
        14 when name.SequenceEqual("stream_options"u8) => RequestField.StreamOptions,
        15 when name.SequenceEqual("response_format"u8) => RequestField.ResponseFormat,
        16 when name.SequenceEqual("presence_penalty"u8) => RequestField.PresencePenalty,
        16 when name.SequenceEqual("reasoning_effort"u8) => RequestField.ReasoningEffort,
        17 when name.SequenceEqual("frequency_penalty"u8) => RequestField.FrequencyPenalty,
        18 when name.SequenceEqual("web_search_options"u8) => RequestField.WebSearchOptions,
        21 when name.SequenceEqual("max_completion_tokens"u8) => RequestField.MaxCompletionTokens,
        _ => RequestField.None,
    };

    private static RequestField Embeddings(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("user"u8) => RequestField.User,
        5 when name.SequenceEqual("input"u8) => RequestField.Input,
        _ => RequestField.None,
    };

    private static RequestField Rerank(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when name.SequenceEqual("query"u8) => RequestField.Query,
        5 when name.SequenceEqual("top_n"u8) => RequestField.TopN,
        9 when name.SequenceEqual("documents"u8) => RequestField.Documents,
        _ => RequestField.None,
    };
}
