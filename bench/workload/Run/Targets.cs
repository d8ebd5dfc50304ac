using System.Globalization;
using Gratis.Workload.Policies;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Run;

/// <summary>What Gratis has to reach here.</summary>
internal static class Targets
{
    /// <summary>From this demand on nothing is left over for want of calls.</summary>
    private const double Plenty = 2;

    private const double LeastUsed = 0.99;

    /// <summary>Every target that was missed, in words.</summary>
    public static IEnumerable<string> Missed(Options options, TierMap map, IReadOnlyList<RunResult> results)
    {
        if (results.FirstOrDefault(result => result.Policy == PolicyRoster.Gratis) is not { } gratis)
        {
            yield return "Gratis did not run, so there is nothing to check.";
            yield break;
        }

        if (gratis.Overspends > 0)
            yield return Say($"overspend {gratis.Overspends}, expected 0");
        if (gratis.Preventable(map) is > 0 and var preventable)
            yield return Say($"{preventable} refusals by published limits, expected none");
        // Where models differ, what nobody asks for cannot be used up.
        if (options.Demand < Plenty || options.IsMixed)
            yield break;
        foreach (var tokens in (bool[])[false, true])
        {
            if (gratis.UsedByReset(tokens) is not >= LeastUsed)
                yield return Say($"{(tokens ? "tokens" : "requests")} used by reset {gratis.UsedByReset(tokens):P2}, expected at least {LeastUsed:P0}");
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
