namespace Gratis.Simulator.Personalities;

/// <summary>Under which name a provider sends what a model thinks.</summary>
internal enum ReasoningField
{
    /// <summary><c>reasoning</c>.</summary>
    Reasoning,

    /// <summary><c>reasoning_content</c>.</summary>
    ReasoningContent,

    /// <summary><c>reasoning</c> and <c>reasoning_details</c>.</summary>
    ReasoningDetails,

    /// <summary>Inside the content, between <c>think</c> tags.</summary>
    ThinkTags,

    /// <summary>The content as an array with <c>thinking</c> parts.</summary>
    ThinkingParts,
}

/// <summary>When a provider's stream tells usage.</summary>
internal enum UsageHabit
{
    /// <summary>In a chunk of its own, if <c>stream_options.include_usage</c> asks.</summary>
    WhenAsked,

    /// <summary>Always, in a chunk of its own.</summary>
    OwnChunk,

    /// <summary>Always, in the chunk with the finish reason.</summary>
    WithFinish,

    /// <summary>In every chunk.</summary>
    EveryChunk,

    /// <summary>Somewhere of the personality's own.</summary>
    Elsewhere,
}

/// <summary>How a provider streams.</summary>
internal sealed record StreamHabits
{
    public ReasoningField Reasoning { get; init; } = ReasoningField.ReasoningContent;

    public UsageHabit Usage { get; init; }

    /// <summary>How many comments open a stream.</summary>
    public int Comments { get; init; }

    public string Comment { get; init; } = "keep-alive";

    public bool Done { get; init; } = true;

    /// <summary>Whether [DONE] still follows an error in the stream.</summary>
    public bool DoneAfterError { get; init; }

    /// <summary>Tool calls come whole in one delta.</summary>
    public bool WholeToolCalls { get; init; }

    /// <summary>Tool calls carry their index.</summary>
    public bool ToolIndex { get; init; } = true;

    /// <summary>Every delta repeats the role, and no empty one opens the stream.</summary>
    public bool RoleInEveryDelta { get; init; }
}
