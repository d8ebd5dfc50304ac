using Gratis.Gateway.Configuration.Shapes;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Routes and providers named outside the pools.</summary>
internal static class RouteChecks
{
    public static void Run(CheckContext context)
    {
        foreach (var (route, path, at) in context.Texts("spill", "targets"))
            CheckRoute(context, route, path, at);
        if (context.Config.AutoRoute.Classifier is { } classifier)
            CheckRoute(context, classifier, "auto_route.classifier", context.At("auto_route", "classifier"));
        var ids = ProviderIds(context);
        foreach (var (id, path, at) in context.Texts("discovery", "providers"))
            if (!ids.Contains(id))
                context.Problems.Error(at, path, "names a provider that is neither configured nor built in." + Names.Hint(id, ids));
        CheckSpill(context, context.Config.Spill);
    }

    /// <summary>Reports a route that points nowhere.</summary>
    public static void CheckRoute(CheckContext context, string route, string path, Origin at)
    {
        var slash = route.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == route.Length - 1)
        {
            context.Problems.Error(at, path, "must be a route: provider/model.");
            return;
        }

        var (id, model) = (route[..slash], route[(slash + 1)..]);
        var ids = ProviderIds(context);
        if (!ids.Contains(id))
            context.Problems.Error(at, path, "points nowhere: its provider is neither configured nor built in." + Names.Hint(id, ids));
        else if (context.Config.Providers.TryGetValue(id, out var provider) && IsClosed(context, id, provider) && provider.Models.All(one => one.Id != model))
            context.Problems.Error(at, path, $"points nowhere: {id} has no such model." + Names.Hint(model, provider.Models.Select(one => one.Id)));
    }

    private static void CheckSpill(CheckContext context, SpillOptions spill)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(spill.Zone, out _))
            context.Problems.Error(context.At("spill", "zone"), "spill.zone", "must be a time zone such as America/Los_Angeles." + Names.Hint(spill.Zone, TimeZoneInfo.GetSystemTimeZones().Select(one => one.Id)));
        if (spill is { Enabled: true, Closed: { } closed })
            context.Problems.Warn(context.At("spill", "enabled"), "spill.enabled", $"is true, but {closed}: nothing will be spent.");
        else if (spill.Enabled && spill.DailyBudgetUsd > spill.MonthlyBudgetUsd)
            context.Problems.Warn(context.At("spill", "daily_budget_usd"), "spill.daily_budget_usd", "is more than spill.monthly_budget_usd, which ends first.");
    }

    private static HashSet<string> ProviderIds(CheckContext context) => [.. context.Config.Providers.Keys, .. context.Knowledge.ProviderIds];

    /// <summary>Whether the models given are all it can have.</summary>
    private static bool IsClosed(CheckContext context, string id, ProviderOptions provider) =>
        provider.Models.Count > 0 && !context.Config.Discovery.Providers.Contains(id);
}
