using Gratis.Upstream.Verdicts.Rules;

namespace Gratis.Upstream.Verdicts;

/// <summary>The rule tables in the order they are asked: the exact before the general, and what is the request's own before what is the account's.</summary>
internal static class RuleBook
{
    private static readonly Rule[] Ordered =
    [
        .. EdgeRules.All,
        .. LengthRules.All,
        .. QuotaRules.All,
        .. FilterRules.All,
        .. KeyRules.All,
        .. MoneyRules.All,
        .. CapabilityRules.All,
    ];

    private static readonly Rule[] AfterParameters = [.. ModelRules.All, .. LimitRules.All];

    private static readonly Rule BadToolCall =
        Rule.For(On.Bad | On.Inside, Verdict.InvalidAnswer, Reach.Request, ["tool_use_failed"], ["failed to call a function", "tool call validation failed"]);

    /// <summary>The first row that fits, with the parameter that is refused; null where only the status speaks.</summary>
    public static Rule? Find(On status, ErrorBody body, out string? parameter)
    {
        parameter = null;

        // The model wrote a call that its own service rejects: this request can go elsewhere, and the route is fine for the next one.
        if (BadToolCall.Fits(status, body))
            return BadToolCall;

        if (First(Ordered, status, body) is { } rule)
        {
            parameter = rule.Verdict == Verdict.Refused ? RefusedParameter.Explicit(body) ?? RefusedParameter.Likely(body) : null;
            return rule;
        }

        // A parameter may be called "model…" or be "no longer supported": where it is named outright it is not the model that is gone.
        if ((status & (On.Bad | On.Inside)) != 0)
            parameter = RefusedParameter.Explicit(body);
        if (parameter is not null)
            return null;

        rule = First(AfterParameters, status, body);
        if (rule is null && (status & (On.Bad | On.Inside)) != 0)
            parameter = RefusedParameter.Likely(body);
        return rule;
    }

    private static Rule? First(Rule[] rules, On status, ErrorBody body)
    {
        foreach (var rule in rules)
        {
            if (rule.Fits(status, body))
                return rule;
        }

        return null;
    }
}
