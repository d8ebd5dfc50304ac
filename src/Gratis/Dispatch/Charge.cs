using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What a call took of its quotas, as its provider counts such calls. Where nobody said, the dearer answer.</summary>
internal static class Charge
{
    /// <param name="route">What was called.</param>
    /// <param name="verdict">What came of it.</param>
    /// <param name="wasSent">False when the request never left: then nobody can have counted it.</param>
    /// <param name="usage">What the answer said.</param>
    /// <param name="demand">What was reserved.</param>
    public static Spent Of(Route route, Verdict verdict, bool wasSent, Usage usage, in Demand demand)
    {
        if (!wasSent || verdict == Verdict.Unreachable)
            return Spent.Nothing;

        var counting = route.Provider.Counting;
        return verdict switch
        {
            Verdict.Served => Whole(route, usage, demand),

            // It is no use to the client, yet its provider has written and counted it.
            Verdict.InvalidAnswer when !usage.IsEmpty => Whole(route, usage, demand),
            Verdict.RateLimited or Verdict.QuotaSpent => new Spent(counting.CountsWalls, 0, 0),
            Verdict.KeyRefused or Verdict.PaymentWanted => Spent.Nothing,
            Verdict.ModelGone or Verdict.Refused or Verdict.TooLong or Verdict.Filtered => new Spent(counting.CountsRefusals, 0, 0),
            _ when !counting.CountsFailures => Spent.Nothing,

            // Nobody knows how far the model came, and it may still be writing.
            Verdict.Timeout or Verdict.Cancelled => Whole(route, usage, demand),
            _ => new Spent(true, usage.InputTokens ?? demand.InputTokens, usage.OutputTokens ?? 0, CostOf(usage) ?? 0),
        };
    }

    private static Spent Whole(Route route, Usage usage, in Demand demand)
    {
        var input = usage.InputTokens ?? demand.InputTokens;
        var output = usage.OutputTokens ?? demand.OutputTokens;
        return new Spent(true, input, output, CostOf(usage) ?? RequestSize.CostOf(route.Price, input, output));
    }

    /// <summary>What it says it cost, in billionths of a US dollar.</summary>
    public static long? CostOf(Usage usage) => usage.CostUsd is { } cost ? (long)decimal.Ceiling(Math.Clamp(cost, 0, 1_000_000) * 1_000_000_000) : null;
}
