using System.Globalization;
using System.Text;
using Gratis.Workload.Agents;
using Gratis.Workload.Policies;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Run;

/// <summary>Writes what became of mixed requests: a row a policy. Nothing in it depends on the machine.</summary>
internal static class MixedReport
{
    public static string ToMarkdown(Options options, TierMap map, Demand demand, IReadOnlyList<RunResult> results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{options.Days} day(s) from {WorkloadRun.Start:yyyy-MM-dd HH:mm} UTC, seed {options.Seed}, demand {options.Demand}; ");
        text.Append(CultureInfo.InvariantCulture, $"{map.Providers.Count} providers, {map.Offers.Count} free models, {demand.Kinds.Sum(kind => kind.Agents)} agents, ");
        text.Append(CultureInfo.InvariantCulture, $"{results.Max(result => result.Score.Asked):N0} calls.\n\n");
        text.Append("| | served share | quality-weighted score | wait p95, s | quota left | upstream errors per 1,000 served |\n|---|---:|---:|---:|---:|---:|\n");
        foreach (var result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {PolicyRoster.TitleOf(result.Policy)} | {Percent(result.ServedShare)} | {result.QualityPerCall:N2} | ");
            text.Append(CultureInfo.InvariantCulture, $"{result.Score.All.Share(0.95):N2} | {Percent(result.QuotaLeft)} | {result.ErrorsPerThousand:N1} |\n");
        }

        text.Append("\nServed share and quality-weighted score by what was asked:\n\n| |");
        foreach (var kind in demand.Kinds)
            text.Append(CultureInfo.InvariantCulture, $" {kind.Name} |");
        text.Append("\n|---|").Append(string.Concat(Enumerable.Repeat("---:|", demand.Kinds.Count))).Append('\n');
        foreach (var result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {PolicyRoster.TitleOf(result.Policy)} |");
            foreach (var kind in demand.Kinds)
            {
                var tally = result.Score.Of(kind);
                text.Append(CultureInfo.InvariantCulture, $" {Percent((double)tally.Served / Math.Max(1, tally.Asked))}, {(double)tally.Quality / Math.Max(1, tally.Asked):N1} |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Percent(double? share) => share is { } known ? (known * 100).ToString("N2", CultureInfo.InvariantCulture) + " %" : "";
}
