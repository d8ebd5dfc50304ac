namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>The many ways to say that a request does not fit. Always about this request: a larger window is the cure.</summary>
internal static class LengthRules
{
    public static readonly Rule[] All =
    [
        // With a 429 too: a request larger than the whole minute's budget will not fit a minute later either.
        Rule.For(On.Bad | On.TooLarge | On.TooMany | On.Inside, Verdict.TooLong, Reach.Request, ["request_too_large"], ["request too large"]),
        Rule.For(On.Request, Verdict.TooLong, Reach.Request,
            ["context_length_exceeded", "exceed_context_size_error", "TOO_MANY_TOKENS", "too_many_prompt_tokens", "tokens_too_long", "characters_too_long", "string_above_max_length",
             "context_window_exceeded", "tokens_limit_reached", "model_max_prompt_tokens_exceeded", "1261", "3006", "10907", "input_too_long"],
            ["maximum context length", "max context length", "context_length_exceeded", "context length exceeded", "exceeds the context", "exceed the context", "exceeds context",
             "exceeds the available context", "context window exceeded", "context size has been exceeded", "larger than the maximum context", "longer than the model's context", "maximum model length",
             "max_model_len", "max_seq_len", "prompt is too long", "prompt too long", "prompt is longer", "input is too long", "input too long", "input length exceeds", "total length of all messages is too long",
             "reduce the length", "too many tokens", "exceeds the maximum number of tokens", "exceeds the maximum allowed number", "maximum number of input tokens", "maximum input length",
             "range of input length should be", "request entity too large", "payload too large", "超过最大长度", "超出最大长度", "输入过长", "输入长度超", "上下文长度", "最大上下文", "prompt 超长", "超长"]),
        Rule.For(On.Request, Verdict.TooLong, Reach.Request, phrases: ["input token count", "exceeds the limit of", "exceeds maximum", "exceed the maximum", "exceeds the maximum", "too large for model"],
            and: ["token"]),
        Rule.For(On.Bad | On.Inside, Verdict.TooLong, Reach.Request, phrases: ["prompt contains"], and: ["too large", "too long"]),
    ];
}
