namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>Refusals by a content filter: about what was said, not about who serves it.</summary>
internal static class FilterRules
{
    public static readonly Rule[] All =
    [
        Rule.For(On.Bad | On.Forbidden | On.Server | On.Inside, Verdict.Filtered, Reach.Request,
            ["content_filter", "content_policy_violation", "content_filtered", "moderation_blocked", "moderation", "DataInspectionFailed", "data_inspection_failed", "unsafe_request",
             "SensitiveContentDetected", "InputTextSensitiveContentDetected", "OutputTextSensitiveContentDetected", "InputTextRiskDetection", "OutputTextRiskDetection", "PROHIBITED_CONTENT",
             "1301", "10013", "10014", "base_resp/1026", "base_resp/1027", "policy_violation"],
            ["content filter", "content_filter", "content management policy", "content policy", "usage policy violation", "responsibleaipolicy", "flagged for", "was flagged", "input was flagged",
             "requires moderation", "safety system", "blocked by safety", "safety filter", "safety reasons", "inappropriate content", "sensitive content", "sensitive information", "prohibited content",
             "guardrail intervened", "blocked by guardrail", "unsafe content", "敏感", "违规", "不安全内容", "内容安全"]),
    ];
}
