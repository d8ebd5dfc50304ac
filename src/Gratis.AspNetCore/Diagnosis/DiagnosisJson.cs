using System.Text.Json;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Diagnosis.Probes;

namespace Gratis.AspNetCore.Diagnosis;

/// <summary>A diagnosis as it is answered.</summary>
internal static class DiagnosisJson
{
    public static void Write(Utf8JsonWriter json, DiagnosisReport report)
    {
        json.WriteStartObject();
        json.WriteBoolean("running", report.IsRunning);
        json.WriteInstant("last_run", report.LastRun);
        json.WriteInstant("next_run", report.NextRun);
        Array(json, "suggestions", report.Suggestions, Write);
        Array(json, "inconclusive", report.Inconclusive, static (json, open) =>
        {
            json.WriteString("route_id", open.Route);
            json.WriteString("question", open.Question);
            json.WriteString("reason", open.Reason);
        });
        Array(json, "budget", report.Budget, Write);
        Array(json, "news", report.News, static (json, item) =>
        {
            json.WriteInstant("at", item.At);
            json.WriteString("route_id", item.Route);
            json.WriteString("what", item.What);
        });
        json.WriteEndObject();
    }

    /// <param name="json">Where to.</param>
    /// <param name="done">What was done with them, as in <c>applied</c>.</param>
    /// <param name="change">To which.</param>
    public static void Write(Utf8JsonWriter json, string done, SuggestionChange change)
    {
        json.WriteStartObject();
        Array(json, done, change.Done, Write);
        json.WriteStartArray("unknown");
        foreach (var id in change.Unknown)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, string route, RouteProbes probes)
    {
        json.WriteStartObject();
        json.WriteString("route_id", route);
        Array(json, "results", probes.Findings, static (json, finding) =>
        {
            json.WriteString("tag", finding.Kind.Spell());
            json.WriteString("status", finding.Spell());
            json.WriteString("detail", finding.Detail);
        });
        json.WriteStartObject("budget");
        Write(json, probes.Budget);
        json.WriteBoolean("exceeded", probes.Budget.Used >= probes.Budget.Limit && probes.Findings.Any(static finding => finding.Outcome == ProbeOutcome.NotAsked));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Suggestion suggestion)
    {
        json.WriteString("id", suggestion.Id);
        json.WriteString("action", suggestion.Action.Spell());
        json.WriteString("route_id", suggestion.Route);
        json.WriteString("provider", suggestion.Provider);
        json.WriteString("reason", suggestion.Reason);
        json.WriteNumber("confidence", suggestion.Confidence);
        json.WriteBoolean("proven", suggestion.IsProven);
        json.WriteString("evidence", suggestion.Evidence);
        json.WriteInstant("created_at", suggestion.CreatedAt);
    }

    private static void Write(Utf8JsonWriter json, ProviderProbes probes)
    {
        json.WriteString("provider", probes.Provider);
        json.WriteNumber("used", probes.Used);
        json.WriteNumber("limit", probes.Limit);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
