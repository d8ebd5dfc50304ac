using System.Globalization;
using System.Text;
using Gratis.Simulator.Scenarios.Month;

namespace Gratis.Tests.Hosting.Month;

/// <summary>The figures of one month.</summary>
internal static class MonthReport
{
    public static string Of(MonthRun run)
    {
        var text = new StringBuilder();
        Row("days", MonthOfChurn.Length.TotalDays);
        Row("requests", run.Answers.Count);
        Row("attempts upstream", run.Answers.Sum(one => one.Attempts));
        Row("served, %", 100.0 * run.Answers.Count(one => one.IsServed) / run.Answers.Count);
        Row("told to wait for quota", run.Answers.Count(one => one.WaitsForQuota));
        Row("not to be had anywhere", run.Answers.Count(one => !one.IsServed && !one.WaitsForQuota && !one.CouldBeServed));
        Row("unserved though somebody could have", run.Answers.Count(one => one.CouldBeServed));
        Row("silent price flips", run.Month.Events.Count(one => one.What == ChurnKind.Bills));
        Row("billed calls", run.Bill.Billed);
        Row("USD", (double)run.Bill.Usd);
        Row("models that died", run.Month.Events.Count(one => one.What == ChurnKind.Vanishes));
        Row("calls to dead models", run.Bill.Providers.Sum(provider => provider.Total.Dead));
        Row("models that came and were in use in time", run.Noticed.Count);
        Row("routes that served", run.Answers.Where(one => one.IsServed).DistinctBy(one => one.Route).Count());
        Row("lists asked for", run.Bill.Providers.Sum(provider => provider.Total.Lists));
        Row("lists answered with 304", run.Bill.Providers.Sum(provider => provider.Total.ListsUnchanged));
        Row("calls that ran into a limit", run.Bill.Overspends);
        foreach (var (topic, count) in run.Learned.OrderBy(one => one.Key, StringComparer.Ordinal))
            Row("learned: " + topic, count);
        return text.ToString();

        void Row(string title, double figure) => text.Append(CultureInfo.InvariantCulture, $"| {title} | {figure:0.#########} |\n");
    }
}
