using Gratis.Catalog.Limits;
using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Limits: zones that exist, and settings that have something to act on.</summary>
internal static class LimitChecks
{
    /// <param name="context">What is checked.</param>
    /// <param name="limits">The limits of a provider or model.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="above">A model's provider, whose word holds where the model says nothing.</param>
    /// <param name="below">A provider's models, which take its reset where they have none.</param>
    public static void Run(CheckContext context, LimitOptions? limits, string path, LimitOptions? above, IEnumerable<LimitOptions?> below)
    {
        if (limits is null)
            return;

        if (limits.Reset is { } zone && zone != OwnerLimits.Rolling && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            var known = TimeZoneInfo.GetSystemTimeZones().Select(one => one.Id).Append(OwnerLimits.Rolling);
            var shown = Find(context, limits, "reset") is ScalarNode scalar ? ScalarBinder.Shown(scalar) : "";
            context.Problems.Error(
                At(context, limits, "reset"),
                $"{path}.reset",
                $"must be a time zone such as America/Los_Angeles, or rolling{shown}.{Names.Hint(zone, known)}");
        }
        else if (limits.Reset is not null && !below.Append(limits).Any(HasCalendar))
        {
            context.Problems.Warn(At(context, limits, "reset"), $"{path}.reset", "has no effect: no limit per day or month stands beside it.");
        }

        if (limits.ReserveShare is not null && OwnerLimits.PacingOf(limits, above).Kind != PacingKind.Reserve)
            context.Problems.Warn(At(context, limits, "reserve_share"), $"{path}.reserve_share", "has no effect without pacing: reserve.");
    }

    private static bool HasCalendar(LimitOptions? limits) => limits is { Rpd: not null } or { Rpmo: not null } or { Tpd: not null } or { Tpmo: not null };

    private static ConfigNode? Find(CheckContext context, LimitOptions limits, string key) => (context.Binder.NodeOf(limits) as MapNode)?.Find(key);

    private static Origin At(CheckContext context, LimitOptions limits, string key) =>
        Find(context, limits, key)?.Origin ?? context.Binder.NodeOf(limits).Origin;
}
