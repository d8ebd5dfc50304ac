using System.Text.Json;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Bench;

/// <summary>A run as JSON; times in milliseconds.</summary>
internal static class BenchJson
{
    public static void Write(TextWriter output, BenchRequest request, BenchReport report, Uri gateway, bool isDemo) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("gateway", gateway.GetLeftPart(UriPartial.Authority));
        json.WriteBoolean("demo", isDemo);
        json.WriteString("model", request.Model);
        json.WriteBoolean("stream", request.IsStream);
        json.WriteNumber("concurrency", request.Concurrency);
        json.WriteNumber("requests", report.Requests);
        json.WriteNumber("served", report.Served);
        json.WriteNumber("served_share", Math.Round(report.ServedShare, 4));
        json.WriteNumber("seconds", Math.Round(report.Took.TotalSeconds, 3));
        json.WriteNumber("requests_per_second", Math.Round(report.PerSecond, 2));
        Write(json, "whole", report.Whole);
        Write(json, "first_token", report.FirstToken);
        json.WriteStartObject("routes");
        foreach (var (route, times) in report.Routes)
            Write(json, route, times);
        json.WriteEndObject();
        Write(json, "verdicts", report.Verdicts);
        Write(json, "errors", report.Errors);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, Percentiles? times)
    {
        if (times is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("count", times.Count);
        json.WriteNumber("p50", Math.Round(times.P50, 1));
        json.WriteNumber("p95", Math.Round(times.P95, 1));
        json.WriteNumber("p99", Math.Round(times.P99, 1));
        json.WriteNumber("max", Math.Round(times.Max, 1));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<(string Name, int Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (word, count) in counts)
            json.WriteNumber(word, count);
        json.WriteEndObject();
    }
}
