using Gratis.Catalog;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Routing.Explaining;

namespace Gratis.Dispatch;

/// <summary>Where a request would go now and why, money and all. Nothing is sent, reserved or turned by that.</summary>
/// <param name="Catalog">What is known of routes.</param>
/// <param name="Spill">What the owner lets them cost.</param>
/// <param name="Ledger">What is left of all quotas and budgets.</param>
/// <param name="Now">The instant.</param>
internal sealed record Foresight(CatalogSnapshot Catalog, SpillBudget Spill, QuotaLedger Ledger, DateTimeOffset Now)
{
    /// <param name="target">What the request asks for.</param>
    /// <param name="request">The request.</param>
    /// <param name="needs">What it asks of a route.</param>
    /// <param name="size">How much it takes.</param>
    public Explanation Explain(ModelTarget target, GatewayRequest request, RequestNeeds needs, RequestSize size)
    {
        var plan = Planner.Foresee(target, needs, size, Now);
        if (BudgetGate.Concerns(plan, request))
            plan = new BudgetGate(Spill, Ledger, size, request).Admit(plan, Now);
        return RouteExplainer.Explain(Catalog, plan, needs, size, Now);
    }
}
