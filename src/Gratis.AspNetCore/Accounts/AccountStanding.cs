using Gratis.AspNetCore.Providers;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.AspNetCore.Accounts;

/// <summary>How an account stands now: by what is wrong with itself, else as its provider, the account or the best of its routes do.</summary>
internal static class AccountStanding
{
    public static AccountHealth Of(AccountEntry entry, RoutingTable routes, HealthBook health, DateTimeOffset now)
    {
        if (entry.Flaw is { } flaw)
            return flaw;
        if (routes.Catalog.FindProvider(entry.Provider) is not { } provider || provider.Accounts.All(account => account.Id != entry.AccountId))
            return new AccountHealth("not_in_use", "Simulated providers serve in place of this one while the demo runs.");

        var whole = RouteStanding.Of(health, Reach.Provider, provider.Id, now);
        var own = RouteStanding.Of(health, Reach.Account, entry.AccountId, now);
        var worst = own.Standing >= whole.Standing ? own : whole;
        if (worst.IsAvailable && OfRoutes(entry, routes, now) is { } best && best.Standing > worst.Standing)
            worst = best;
        return new AccountHealth(worst.Health, worst.Reason, worst.Until);
    }

    /// <summary>The best of its share of the routes; null where it has none.</summary>
    private static RouteStanding? OfRoutes(AccountEntry entry, RoutingTable routes, DateTimeOffset now)
    {
        RouteStanding? best = null;
        foreach (var route in routes.Catalog.Routes)
        {
            if (!route.Provider.Id.Equals(entry.Provider, StringComparison.OrdinalIgnoreCase) || routes.Resolve(route.Id) is not { Slots: [var slot, ..] })
                continue;
            foreach (var candidate in slot.Candidates)
            {
                if (candidate.Account.Id != entry.AccountId)
                    continue;
                var standing = RouteStanding.Of(candidate, now);
                best = best is { } known ? RouteStanding.Best([known, standing]) : standing;
                if (best is { Standing: Standing.Ok })
                    return best;
            }
        }

        return best;
    }
}
