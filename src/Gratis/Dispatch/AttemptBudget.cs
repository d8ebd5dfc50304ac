using Gratis.Catalog;

namespace Gratis.Dispatch;

/// <summary>How long one attempt may stay silent, and how long it may take.</summary>
/// <param name="Silent">Until the first substantive byte.</param>
/// <param name="Whole">Until its end, for an answer that is not a stream.</param>
/// <param name="Idle">Between two bytes after the first.</param>
internal readonly record struct AttemptBudget(TimeSpan Silent, TimeSpan Whole, TimeSpan Idle)
{
    /// <param name="limits">The gateway's deadlines.</param>
    /// <param name="patience">The provider's, where they differ.</param>
    /// <param name="remaining">What is left of the whole request.</param>
    /// <param name="othersRemain">While others could still answer, a silent attempt may use at most half of what is left.</param>
    /// <param name="isStream">Only a stream owes a first token; a plain answer is silent while it is being written.</param>
    public static AttemptBudget Of(RequestLimits limits, ProviderPatience patience, TimeSpan remaining, bool othersRemain, bool isStream)
    {
        var whole = Min(remaining, patience.Attempt ?? remaining);
        var silent = othersRemain ? Min(whole, remaining / 2) : whole;
        if (isStream)
            silent = Min(silent, patience.FirstToken ?? limits.FirstToken);
        return new AttemptBudget(silent, whole, patience.Idle ?? limits.Idle);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
