using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Gratis.Load.Peers;

namespace Gratis.Load.Run;

/// <summary>Writes what a run has measured, for people and for programs.</summary>
internal static class Report
{
    // With less the two ends, not the gateways, would set the figures.
    private const double NeededHeadroom = 1.7;

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

        text.Append('\n').Append(Headroom(results)).Append("Errors: ").Append(results.Errors.Count == 0 ? "none.\n" : "\n");
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
        var plain = results.Metrics.FirstOrDefault(metric => metric.Id == "json-64");
        if (plain is null || results.Find(plain, "direct")?.Ratio is not { } ratio)
            return "";
        var verdict = ratio >= NeededHeadroom ? "the two ends are not the limit" : $"less than {NeededHeadroom}: the two ends limit what is measured";
        return string.Create(CultureInfo.InvariantCulture, $"Mock upstream and load generator alone, on one CPU, reach {ratio:0.00} times the bare forwarder: {verdict}.\n");
    }

    private static string CpuName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
