namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>Wordings that say which ability of the request this route does not have. Another route can have it.</summary>
internal static class CapabilityRules
{
    public static readonly Rule[] All =
    [
        Lacks("tools", "support tool use", "support tools", "support tool call", "support the tools", "support function calling", "support functions", "tool use is not supported", "tools is not supported",
            "tools are not supported", "tool calling is not supported", "tool calls are not supported", "function calling is not supported", "function calling is not enabled", "enable-auto-tool-choice",
            "tool compatibility", "only supports single tool-calls", "tool choice is not supported"),
        Lacks("vision", "support image input", "support input image", "support images", "support image", "support vision", "support multimodal", "image input is not supported", "image inputs are not supported",
            "images are not supported", "image_url is not supported", "not a multimodal model", "is not multimodal", "no image support", "does not accept image"),
        Lacks("audio", "support audio", "support input audio", "audio input is not supported", "input_audio is not supported"),
        Lacks("structured_output", "support response format", "support response_format", "support structured output", "support json mode", "support json_schema", "support json schema", "support json_object",
            "json mode is not supported", "structured outputs are not supported", "structured output is not supported"),
        Lacks("reasoning", "does not support thinking", "does not support reasoning", "reasoning is not supported", "thinking is not supported"),
        Lacks("web_search", "support web search", "web search is not supported"),
    ];

    // The words alone also occur where something is supported; the negation, or "none found that", has to be there too.
    private static Rule Lacks(string capability, params string[] phrases) =>
        Rule.For(On.Bad | On.Missing | On.Inside | On.Server, Verdict.Refused, Reach.Request, phrases: phrases,
            and: ["not support", "n't support", "no endpoints", "not supported", "not enabled", "not a ", "not multimodal", "only supports", "requires --enable", "no image", "not accept", "tool compatibility"],
            capability: capability);
}
