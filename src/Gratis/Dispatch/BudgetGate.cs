using Gratis.Quotas;
using Gratis.Routing;

namespace Gratis.Dispatch;

/// <summary>
/// The money side of one request: which of its candidates may be paid for, and out of which budgets. A route that costs money draws on
/// its client's budget, and where nobody asked for it by name on the owner's as well.
/// </summary>
internal sealed class BudgetGate(SpillBudget spill, QuotaLedger ledger, RequestSize size, GatewayRequest request)
{
    private QuotaSet? _both;

    /// <summary>True where a plan holds anything that a budget may keep out of it.</summary>
    public static bool Concerns(Plan plan, GatewayRequest request) => plan.FirstPaid != int.MaxValue || request.Budget is { LimitsTokens: true };

    /// <summary>False for what is proven free, and for the owner's own machines.</summary>
    public static bool CostsMoney(Candidate candidate) => candidate.IsFreeNoMore || candidate.Route is { IsFree: false, Provider.IsLocal: false };

    /// <summary>The plan without what may not be paid for now; that is rejected with the reason.</summary>
    public Plan Admit(Plan plan, DateTimeOffset now)
    {
        var candidates = new List<Candidate>(plan.Candidates.Count);
        var rejected = new List<Rejection>(plan.Rejected.Count);
        foreach (var rejection in plan.Rejected)
            rejected.Add(Longer(rejection, now));

        var firstPaid = int.MaxValue;
        for (var i = 0; i < plan.Candidates.Count; i++)
        {
            var candidate = plan.Candidates[i];
            if (Objection(candidate, plan.IsPaid(i), now) is { } objection)
            {
                rejected.Add(objection);
                continue;
            }

            if (plan.IsPaid(i))
                firstPaid = Math.Min(firstPaid, candidates.Count);
            candidates.Add(candidate);
        }

        return plan with { Candidates = candidates, Rejected = rejected, FirstPaid = firstPaid };
    }

    /// <summary>What a call would draw; null for one that costs nothing.</summary>
    /// <param name="candidate">What is to be called.</param>
    /// <param name="isPaid">Only the owner's budget allows it.</param>
    /// <param name="reason">Why it is paid for.</param>
    public BudgetDraw? Draw(Candidate candidate, bool isPaid, string? reason = null) =>
        CostsMoney(candidate) ? new BudgetDraw(ledger, candidate.Route, PoolsFor(isPaid), WorstOf(candidate), reason) : null;

    /// <summary>Why it must not be paid for now; null when it may, or need not be.</summary>
    private Rejection? Objection(Candidate candidate, bool isPaid, DateTimeOffset now)
    {
        if (!CostsMoney(candidate))
            return null;
        if (isPaid && spill.Closed is { } off)
            return Rejection.Misfit(candidate.Route.Id, RejectionReason.Unusable, off) with { IsPaid = true };
        if (PoolsFor(isPaid) is not { LimitsTokens: true })
            return null;

        // A price of nothing on a route that is not proven free is no price.
        if (candidate.Route.Price is not { IsZero: false })
            return Rejection.Misfit(candidate.Route.Id, RejectionReason.Unusable, "its price is not known, so no budget can pay for it") with { IsPaid = isPaid };

        var opening = Draw(candidate, isPaid)!.Look(now);
        return opening.IsOpen ? null
            : opening.Kind == OpeningKind.TooSmall ? Rejection.Misfit(candidate.Route.Id, RejectionReason.Unusable, BudgetWords.TooDear(opening.Pool!, WorstOf(candidate))) with { IsPaid = isPaid }
            : Rejection.Spent(candidate, opening) with { IsPaid = isPaid };
    }

    /// <summary>What waits for its own quota may have to wait longer for money, or in vain.</summary>
    private Rejection Longer(Rejection rejection, DateTimeOffset now)
    {
        if (rejection is not { Reason: RejectionReason.Closed or RejectionReason.Busy, Candidate: { } candidate } || Objection(candidate, rejection.IsPaid, now) is not { } objection)
            return rejection;
        return objection.Reason switch
        {
            RejectionReason.Busy => rejection,
            RejectionReason.Closed when rejection.Until >= objection.Until => rejection,
            _ => objection,
        };
    }

    private QuotaSet? PoolsFor(bool isPaid) => isPaid ? _both ??= Both() : request.Budget;

    private QuotaSet Both() => request.Budget is { } own ? new QuotaSet([.. spill.Pools.Pools, .. own.Pools]) : spill.Pools;

    private WorstCase WorstOf(Candidate candidate) =>
        BudgetCost.AtMost(candidate.Route, request.Facts, size.On(candidate.Route).InputTokens);
}
