using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Zones in which days end.</summary>
internal static class ZoneChecks
{
    private const string Rolling = "rolling";

    public static void Run(CheckContext context, LimitOptions? limits, string path)
    {
        if (limits?.Reset is not { } zone || zone == Rolling || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return;
        var node = (context.Binder.NodeOf(limits) as MapNode)?.Find("reset") as ScalarNode;
        var known = TimeZoneInfo.GetSystemTimeZones().Select(one => one.Id).Append(Rolling);
        context.Problems.Error(
            node?.Origin ?? default,
            $"{path}.reset",
            $"must be a time zone such as America/Los_Angeles, or rolling{(node is null ? "" : ScalarBinder.Shown(node))}.{Names.Hint(zone, known)}");
    }
}
