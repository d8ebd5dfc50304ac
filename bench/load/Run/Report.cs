using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Gratis.Load.Peers;

namespace Gratis.Load.Run;

/// <summary>Writes what a run has measured, for people and for programs.</summary>
internal static class Report
{
    // With less, mock upstream and load generator set the rate, not the gateway between them.
    private const double NeededHeadroom = 1.7;

    private const double QuietCpus = 0.1;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The table in Markdown: median, and in brackets the ratio to the yardstick.</summary>
    public static string ToMarkdown(Results results, IReadOnlyList<Peer> peers)
    {
        var text = new StringBuilder("| |");
        foreach (var peer in peers)
            text.Append(CultureInfo.InvariantCulture, $" {peer.Title} |");
        text.Append("\n|---|").Append(string.Concat(Enumerable.Repeat("---:|", peers.Count))).Append('\n');
        foreach (var metric in results.Metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {metric.Title} |");
            foreach (var peer in peers)
                text.Append(CultureInfo.InvariantCulture, $" {Cell(results.Find(metric, peer.Name), metric)} |");
            text.Append('\n');
        }

        text.Append('\n').Append(Headroom(results)).Append(Quiet(results)).Append("Errors: ").Append(results.Errors.Count == 0 ? "none.\n" : "\n");
        foreach (var error in results.Errors)
            text.Append("- ").Append(error).Append('\n');
        return text.ToString();
    }

    public static void WriteJson(Results results, IReadOnlyList<Peer> peers, Options options)
    {
        var document = new
        {
            At = TimeProvider.System.GetUtcNow(),
            Machine = new { Cpu = CpuName(), Cpus = Environment.ProcessorCount, System = RuntimeInformation.OSDescription, Runtime = RuntimeInformation.FrameworkDescription },
            options.Rounds,
            options.Seconds,
            AllPeers.Yardstick,
            Metrics = results.Metrics.ToDictionary(metric => metric.Id, metric => new
            {
                metric.Title,
                Peers = peers.ToDictionary(peer => peer.Name, peer => results.Find(metric, peer.Name)),
            }),
            results.OtherWork,
            results.Errors,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(options.Output)!);
        File.WriteAllText(options.Output, JsonSerializer.Serialize(document, Indented));
    }

    private static string Cell(Figure? figure, Metric metric)
    {
        if (figure is null)
            return "";
        var median = figure.Median.ToString(metric.Format, CultureInfo.InvariantCulture);
        return figure.Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"{median} ({ratio:0.00})") : median;
    }

    private static string Headroom(Results results)
    {
        var text = new StringBuilder();
        foreach (var load in Case.Json.Concat(Case.Other).Where(load => load.Connections > 1))
        {
            if (results.Find(Bench.RateOf(load), "direct")?.Ratio is not { } ratio)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"Headroom, {load.Title}: without a gateway {ratio:0.00} times the bare forwarder");
            text.Append(ratio >= NeededHeadroom ? ".\n" : ", so the rate is the load side's limit: compare the CPU time.\n");
        }

        return text.ToString();
    }

    private static string Quiet(Results results) =>
        string.Create(CultureInfo.InvariantCulture, $"Other work used {results.OtherWork:0.00} CPUs meanwhile") +
        (results.OtherWork <= QuietCpus ? ".\n" : ": too much for the rates and times to be quoted.\n");

    private static string CpuName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
