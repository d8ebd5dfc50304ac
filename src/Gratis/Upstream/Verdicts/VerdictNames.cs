namespace Gratis.Upstream.Verdicts;

/// <summary>How verdicts are spelled in headers, errors, logs and metrics.</summary>
internal static class VerdictNames
{
    public static string Spell(this Verdict verdict) => verdict switch
    {
        Verdict.Served => "served",
        Verdict.RateLimited => "rate_limited",
        Verdict.QuotaSpent => "quota_spent",
        Verdict.PaymentWanted => "payment_wanted",
        Verdict.KeyRefused => "key_refused",
        Verdict.ModelGone => "model_gone",
        Verdict.Refused => "refused",
        Verdict.TooLong => "too_long",
        Verdict.Filtered => "filtered",
        Verdict.Broken => "broken",
        Verdict.Timeout => "timeout",
        Verdict.Unreachable => "unreachable",
        Verdict.InvalidAnswer => "invalid_answer",
        Verdict.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "a verdict without a spelling"),
    };

    /// <summary>The route is fine, its allowance is not: waiting cures it.</summary>
    public static bool IsQuota(this Verdict verdict) => verdict is Verdict.RateLimited or Verdict.QuotaSpent;

    /// <summary>The fault lies with the request: another route of the same kind will most likely say the same.</summary>
    public static bool BlamesRequest(this Verdict verdict) => verdict is Verdict.Refused or Verdict.TooLong or Verdict.Filtered;

    /// <summary>The same call may well succeed a moment later.</summary>
    public static bool IsTransient(this Verdict verdict) => verdict is Verdict.Broken or Verdict.Unreachable or Verdict.InvalidAnswer;
}
