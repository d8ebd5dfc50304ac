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
