using Gratis.Catalog;
using Gratis.Quotas;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What one attempt may cost and what it has: the worst case set aside in every budget before the call, the truth settled after it.</summary>
/// <param name="ledger">The books.</param>
/// <param name="route">What is to be called.</param>
/// <param name="pools">The budgets it draws on; null: none, and its cost is merely told.</param>
/// <param name="worst">The most that it can cost.</param>
/// <param name="spillReason">Why something is paid for that nobody asked for by name; null where somebody did.</param>
internal sealed class BudgetDraw(QuotaLedger ledger, Route route, QuotaSet? pools, WorstCase worst, string? spillReason)
{
    private Reservation _money;

    /// <summary>Why it is paid for; null where the client named the route.</summary>
    public string? SpillReason => spillReason;

    /// <summary>What it has cost, once that is settled; null where nobody knows.</summary>
    public decimal? CostUsd { get; private set; }

    /// <summary>Whether what was set aside outlives a crash already.</summary>
    public bool IsKept => _money.IsKept;

    /// <summary>Whether other replicas have taken what was set aside.</summary>
    public bool IsRefused => _money.IsRefused;

    /// <summary>When there is room for it in the budgets.</summary>
    public Opening Look(DateTimeOffset now) => pools?.Look(Wanting(default), now) ?? Opening.Now;

    /// <summary>The same call with what it wants of the budgets.</summary>
    public Demand Wanting(in Demand demand) => demand with { Usd = worst.Usd };

    /// <summary>Reserves in the candidate's quotas and in the budgets together, or not at all.</summary>
    public bool TryReserve(QuotaSet quotas, in Demand demand, DateTimeOffset now, out Reservation reservation) => pools is null
        ? ledger.TryReserve(quotas, demand, now, out reservation, out _)
        : ledger.TryReserveBoth(quotas, pools, Wanting(demand), now, out reservation, out _money);

    /// <inheritdoc cref="QuotaLedger.KeepAsync"/>
    public ValueTask<bool> KeepAsync(CancellationToken cancel) => ledger.KeepAsync(_money, cancel);

    /// <summary>The call has ended and cost this much; where nobody knows, as much as was set aside.</summary>
    public void Settle(Verdict verdict, int? status, bool wasSent, Usage usage, DateTimeOffset now)
    {
        var cost = BudgetCost.Of(route, verdict, status, wasSent, usage, worst);
        CostUsd = usage.CostUsd ?? cost / BudgetTerms.PerDollar;
        ledger.Settle(ref _money, new Spent(IsCounted: true, 0, 0) { Usd = cost ?? worst.Usd }, now);
    }

    /// <summary>The call was never made.</summary>
    public void Refund(DateTimeOffset now) => ledger.Refund(ref _money, now);
}
