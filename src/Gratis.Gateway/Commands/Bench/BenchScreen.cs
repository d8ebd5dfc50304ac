using Gratis.Gateway.Commands.Screens;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Bench;

/// <summary>A run for people.</summary>
internal static class BenchScreen
{
    public static void Write(CommandEdges edges, BenchReport report)
    {
        var console = Screen.Open(edges);
        console.Line(Of($"{report.Served} of {report.Requests} served ({report.ServedShare:0.0%}) in {report.Took.TotalSeconds:0.0} s, {report.PerSecond:0.0} a second"),
            report.Served == report.Requests ? Styles.Good : report.Served == 0 ? Styles.Bad : Styles.Doubtful);
        console.WriteLine();
        var times = new TextTable(
            new Column("in ms"), new Column("count", IsNumber: true), new Column("p50", IsNumber: true), new Column("p95", IsNumber: true), new Column("p99", IsNumber: true), new Column("max", IsNumber: true));
        Add(times, "whole answers", report.Whole);
        Add(times, "first token", report.FirstToken);
        foreach (var (route, percentiles) in report.Routes)
            Add(times, route, percentiles);
        times.Write(console, room: null);
        Write(console, "Calls to upstreams", report.Verdicts);
        Write(console, "Not served", report.Errors);
    }

    private static void Add(TextTable table, string name, Percentiles? times)
    {
        if (times is not null)
            table.Add(name, Of($"{times.Count}"), Of($"{times.P50:0.0}"), Of($"{times.P95:0.0}"), Of($"{times.P99:0.0}"), Of($"{times.Max:0.0}"));
    }

    private static void Write(IAnsiConsole console, string title, IReadOnlyList<(string Name, int Count)> counts)
    {
        if (counts.Count == 0)
            return;
        console.WriteLine();
        console.Line(title, Styles.Title);
        foreach (var (name, count) in counts)
            console.Line(Of($"  {name}: {count}"));
    }

    private static string Of(FormattableString text) => FormattableString.Invariant(text);
}
