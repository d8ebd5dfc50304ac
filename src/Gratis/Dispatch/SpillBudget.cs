using Gratis.Hosting.Options;
using Gratis.Quotas;

namespace Gratis.Dispatch;

/// <summary>What the owner lets those routes cost that nobody asked for by name.</summary>
/// <param name="Closed">Why nothing may be spent at all; null where something may.</param>
/// <param name="Pools">What was spent today and this month, and how much may be.</param>
internal sealed record SpillBudget(string? Closed, QuotaSet Pools)
{
    /// <summary>The owner's words, and the books that hold them.</summary>
    public static SpillBudget Of(SpillOptions spill, QuotaLedger ledger) => new(spill.Closed, ledger.SetForBudget(spill.Terms));
}
