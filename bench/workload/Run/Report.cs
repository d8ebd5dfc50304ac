using System.Globalization;
using System.Text;
using Gratis.Simulator.Limits;
using Gratis.Workload.Agents;
using Gratis.Workload.Policies;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Run;

/// <summary>Writes what the runs came to. Nothing in it depends on the machine.</summary>
internal static class Report
{
    public static string ToMarkdown(Options options, TierMap map, Demand demand, IReadOnlyList<RunResult> results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{options.Days} day(s) from {WorkloadRun.Start:yyyy-MM-dd HH:mm} UTC, seed {options.Seed}, demand {options.Demand}; ");
        text.Append(CultureInfo.InvariantCulture, $"{map.Providers.Count} providers, {map.Offers.Count} free models, {demand.Kinds.Sum(kind => kind.Agents)} agents. ");
        text.Append(CultureInfo.InvariantCulture, $"An average call has {demand.InputTokens:N0} tokens in and {demand.OutputTokens:N0} out; ");
        text.Append(CultureInfo.InvariantCulture, $"the world serves about {demand.ServablePerDay:N0} such calls a day.\n\n| |");
        foreach (var result in results)
            text.Append(CultureInfo.InvariantCulture, $" {PolicyRoster.TitleOf(result.Policy)} |");
        text.Append("\n|---|").Append(string.Concat(Enumerable.Repeat("---:|", results.Count))).Append('\n');

        Row("calls asked", r => Count(r.Score.Asked));
        Row("served", r => Count(r.Score.Served));
        Row("served share", r => Percent(r.ServedShare));
        Row("attempts upstream", r => Count(r.Attempts));
        Row("upstream 429s per 1,000 served", r => Number(r.WallsPerThousand));
        Row("429s that knowledge could have prevented", r => Count(r.Preventable(map)));
        Row("overspend, as the simulator counts it", r => Count(r.Overspends));
        Row("requests used by reset", r => Percent(r.UsedByReset(tokens: false)));
        Row("tokens used by reset", r => Percent(r.UsedByReset(tokens: true)));
        Row("used by reset, mean over pools", r => Percent(r.UsedByResetOfPools()));
        Row("wait, interactive: p50, p95, longest, s", r => Seconds(r.Score.Interactive));
        Row("wait, background: p50, p95, longest, s", r => Seconds(r.Score.Background));
        Row("told to come back later (429)", r => Count(r.Score.Later));
        Row("failed otherwise", r => Count(r.Score.Failed));
        if (options.Pools)
            AddPools(text, map, results, options.Days);
        return text.ToString();

        void Row(string title, Func<RunResult, string> cell) =>
            text.Append("| ").Append(title).Append(" | ").AppendJoin(" | ", results.Select(cell)).Append(" |\n");
    }

    private static void AddPools(StringBuilder text, TierMap map, IReadOnlyList<RunResult> results, int days)
    {
        foreach (var result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {PolicyRoster.TitleOf(result.Policy)}\n\n");
            text.Append("| pool | holds | clock | windows | counted | mean used | least used | flow used | peak | refusals |\n");
            text.Append("|---|---:|---|---:|---:|---:|---:|---:|---:|---:|\n");
            foreach (var pool in map.Pools)
                text.Append("| ").AppendJoin(" | ", CellsOf(pool, result, days)).Append(" |\n");
        }
    }

    private static IEnumerable<string> CellsOf(TierPool pool, RunResult result, int days)
    {
        var windows = result.Windows.Where(window => window.Pool == pool).ToArray();
        var counted = windows.Where(window => window.Counts).Select(window => window.Share).ToArray();
        var books = pool.Find(result.Truth);
        var flows = !pool.IsBudget && pool.Limit.Metric is not LimitMetric.Concurrency;
        return
        [
            pool.Id,
            Count(pool.Limit.Amount),
            ClockOf(pool),
            Count(windows.Length),
            Count(counted.Length),
            Percent(counted.Length > 0 ? counted.Average() : null),
            Percent(counted.Length > 0 ? counted.Min() : null),
            Percent(flows ? pool.Taken(result.Truth) / (pool.Limit.Amount * (days / pool.Length.TotalDays)) : null),
            Count(books?.Peak ?? 0),
            Count(books?.Refusals ?? 0),
        ];
    }

    private static string ClockOf(TierPool pool) => pool.Limit switch
    {
        { Metric: LimitMetric.Concurrency } => "at once",
        { Clock: LimitClock.Fixed } limit => limit.Zone,
        { Clock: LimitClock.Bucket } => "bucket",
        _ => "rolling",
    };

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("N1", CultureInfo.InvariantCulture);

    private static string Seconds(Waits waits) =>
        string.Create(CultureInfo.InvariantCulture, $"{waits.Share(0.5):N2}, {waits.Share(0.95):N2}, {waits.Share(1):N2}");

    private static string Percent(double? share) => share is { } known ? (known * 100).ToString("N2", CultureInfo.InvariantCulture) + " %" : "";
}
