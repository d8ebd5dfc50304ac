using Gratis.Catalog;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>How lists call what a model can do: as flags, tags, features or accepted parameters.</summary>
internal static class CapabilityWords
{
    /// <summary>What <paramref name="word"/> stands for; None for all others.</summary>
    public static Capability Of(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("supports_") || word.StartsWith("supports-"))
            word = word["supports_".Length..];

        Span<char> spelled = stackalloc char[FieldNames.Longest];
        if (word.Length > spelled.Length)
            return Capability.None;

        word.Replace(spelled, '-', '_');
        return (ReadOnlySpan<char>)spelled[..word.Length] switch
        {
            "tools" or "tool_choice" or "tool_call" or "tool_calls" or "tool_calling" or "tool_use" or "trained_for_tool_use"
                or "function_call" or "function_calling" or "functions" => Capability.Tools,
            "vision" or "image_in" or "image_input" => Capability.Vision,
            "audio" or "audio_in" or "audio_input" => Capability.Audio,
            "structured_output" or "structured_outputs" or "response_format" or "response_schema" or "json_schema" or "json_mode"
                or "json_output" => Capability.StructuredOutput,
            "reasoning" or "include_reasoning" or "reasoning_effort" or "thinking" => Capability.Reasoning,
            "web_search" or "web_search_options" => Capability.WebSearch,
            _ => Capability.None,
        };
    }
}
