using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Why nothing answered, as the client is told.</summary>
internal static class Failures
{
    public static GatewayError QueueTimeout() =>
        GatewayError.RequestQueueTimeout("Too many requests are in flight and the queue is full or too slow. Try again in a moment.");

    /// <summary>Nobody serves a model of this name.</summary>
    public static GatewayError Unknown(RoutingTable routes, string name)
    {
        if (routes.Catalog.FindRoute(name) is { State: RouteState.Disabled })
            return GatewayError.ModelNotFound($"'{name}' was switched off by its owner. POST /v1/gateway/models/{name}/enable switches it on again.");

        var message = $"No provider here serves '{name}'.";
        var slash = name.IndexOf('/');
        if (slash > 0)
        {
            var provider = name[..slash];
            if (routes.Catalog.FindProvider(provider) is not null)
                message = $"Provider '{provider}' lists no model '{name[(slash + 1)..]}'.";
            else if (routes.Catalog.KeyVariables.TryGetValue(provider, out var variable))
                message = $"Provider '{provider}' has no key yet: set {variable}, or providers.{provider}.api_key.";
        }

        return GatewayError.ModelNotFound(message + " GET /v1/models lists what there is.");
    }

    /// <summary>Nothing behind the name can be asked at all, and waiting would not help.</summary>
    public static GatewayError NothingToAsk(Plan plan, RequestNeeds needs)
    {
        if (plan.Rejected.Count == 0)
            return NoRoutes(plan.Target);
        if (plan.Rejected.All(IsForGood))
        {
            var required = needs.Names();
            return GatewayError.UnsupportedCapabilities($"Nothing behind '{plan.Target.Name}' can do what the request needs: {string.Join(", ", required)}.", required);
        }

        if (plan.Rejected.All(r => r.Reason == RejectionReason.TooSmall || IsForGood(r)))
            return GatewayError.TooLong(413, plan.Rejected.First(r => r.Reason == RejectionReason.TooSmall).Detail + ". Send less, or add a route with larger quotas.", []);

        var reasons = plan.Rejected.Where(r => r.Reason is RejectionReason.Unusable or RejectionReason.TooSmall).Take(8).Select(r => $"{r.Route}: {r.Detail}");
        return GatewayError.AllCandidatesFailed($"Nothing behind '{plan.Target.Name}' can be asked now. {string.Join("; ", reasons)}", []);
    }

    /// <summary>However long one waits, it is not for this request.</summary>
    private static bool IsForGood(Rejection rejection) => rejection.Reason is RejectionReason.Capability or RejectionReason.Kind or RejectionReason.Unwanted;

    /// <summary>What was promised to survive a crash cannot be written down now.</summary>
    public static GatewayError BooksCannotBeKept() => GatewayError.AllCandidatesFailed(
        "The quota books cannot be written to the database, so no call may draw on a counted quota. The log names the cause; `gratis doctor` and free disk space are the first things to look at.", []);

    /// <summary>Everything that could answer waits for quota, longer than the client would.</summary>
    public static GatewayError QuotaExhausted(ModelTarget target, TimeSpan opensIn) =>
        GatewayError.QuotaExhausted($"Every route behind '{target.Name}' waits for quota; the first opens in {Math.Ceiling(opensIn.TotalSeconds)} s.", opensIn);

    public static GatewayError AllFailed(ModelTarget target, AttemptTrail trail) =>
        GatewayError.AllCandidatesFailed($"Every attempt for '{target.Name}' failed ({trail.Count}). Last: {trail.Last.Judgement.Detail ?? trail.Last.Verdict.Spell()}", trail.Summaries());

    /// <summary>The status and words of the upstream that refused; never a 401, 403, 404 or 5xx as if it were ours.</summary>
    public static GatewayError Refusal(AttemptRecord attempt, AttemptTrail trail)
    {
        var status = attempt.Status is 400 or 413 or 422 ? attempt.Status.Value : 400;
        var words = attempt.Judgement.Detail ?? "The model refused the request without saying why.";
        return attempt.Verdict switch
        {
            Verdict.TooLong => GatewayError.TooLong(status, words, trail.Summaries()),
            Verdict.Filtered => GatewayError.Refused(status, words, null, trail.Summaries()) with { Code = "content_filter" },
            _ => GatewayError.Refused(status, words, attempt.Judgement.Parameter, trail.Summaries()),
        };
    }

    private static GatewayError NoRoutes(ModelTarget target) => GatewayError.NoRoutes(target.Kind == TargetKind.Model
        ? $"'{target.Name}' is known, but no provider serves it free. Name the route (provider/model) to use it at its price, or mark it 'free: true'."
        : target.Spends ? $"'{target.Name}' spends money: set spill.enabled and spill.monthly_budget_usd, and name spill.targets or a provider with priced models that call tools."
        : $"Nothing backs '{target.Name}'. Set a provider key, for example OPENROUTER_API_KEY, or list models under 'providers:' and mark the free ones 'free: true'.");
}
