using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Why nothing answered, as the client is told.</summary>
internal static class Failures
{
    /// <summary>Nothing behind the name can be asked at all.</summary>
    public static GatewayError NothingToAsk(Plan plan, RequestNeeds needs)
    {
        if (plan.Target.Slots.Count == 0 && plan.Rejected.Count == 0)
            return NoRoutes(plan.Target);

        return plan.Rejected.All(r => r.Reason is RejectionReason.Capability or RejectionReason.Kind)
            ? GatewayError.UnsupportedCapabilities(plan.Target.Name, needs.Names())
            : GatewayError.AllCandidatesFailed(
                plan.Target.Name,
                [.. plan.Rejected.Where(r => r.Reason == RejectionReason.Unusable).Select(r => $"{r.Route}: {r.Detail}")]);
    }

    /// <summary>The status and words of the upstream that refused; never a 401, 403, 404 or 5xx as if it were ours.</summary>
    public static GatewayError Refusal(AttemptRecord attempt)
    {
        var status = attempt.Status is 400 or 413 or 422 ? attempt.Status.Value : 400;
        var code = attempt.Verdict switch
        {
            Verdict.TooLong => "context_length_exceeded",
            Verdict.Filtered => "content_filter",
            _ => "invalid_request",
        };
        return GatewayError.Refused(status, code, attempt.Judgement.Detail ?? "The model refused the request without saying why.", attempt.Judgement.Parameter);
    }

    private static GatewayError NoRoutes(ModelTarget target) => target.Kind switch
    {
        TargetKind.Model => GatewayError.NoRoutes(
            target.Name, $"'{target.Name}' is known, but no provider serves it free. Ask for provider/{target.Name} to use a paid route, or mark it 'free: true'."),
        _ => GatewayError.NoRoutes(
            target.Name, $"Nothing backs '{target.Name}'. Set a provider key, for example OPENROUTER_API_KEY, or list models under 'providers:' and mark the free ones 'free: true'."),
    };
}
