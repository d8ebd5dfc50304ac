using System.Buffers;
using System.Text.Json;
using Gratis.Dispatch;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.AspNetCore.StreamRoute;

/// <summary>One step of a request's way, as it is told while it is made.</summary>
internal readonly record struct RouteEvent
{
    /// <summary>More than any client looks at; the first plan is no shorter for it.</summary>
    private const int MostRoutes = 20;

    private string Type { get; init; }

    private Plan? Plan { get; init; }

    private Candidate? Candidate { get; init; }

    private AttemptRecord? Attempt { get; init; }

    private DateTimeOffset? Opens { get; init; }

    public static RouteEvent Planned(Plan plan) => new() { Type = "planned", Plan = plan };

    public static RouteEvent Asking(Candidate candidate) => new() { Type = "attempt", Candidate = candidate };

    public static RouteEvent Waiting(DateTimeOffset? opens) => new() { Type = "waiting", Opens = opens };

    public static RouteEvent Tried(in AttemptRecord attempt) =>
        new() { Type = attempt.Verdict == Verdict.Served ? "committed" : "failed", Candidate = attempt.Candidate, Attempt = attempt };

    /// <summary>Writes it as a frame of an event stream.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("event: route\ndata: "u8);
        using (var json = new Utf8JsonWriter(output))
            Write(json);
        output.Write("\n\n"u8);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        if (Candidate is { } candidate)
        {
            json.WriteString("route", candidate.Route.Id);
            json.WriteString("provider", candidate.Route.Provider.Id);
            json.WriteString("model", candidate.Route.UpstreamId);
            json.WriteString("account", candidate.Account.Id);
        }

        if (Attempt is { } attempt)
        {
            json.WriteString("verdict", attempt.Verdict.Spell());
            json.WriteAmount("status", attempt.Status);
            json.WriteNumber("ms", (long)attempt.Elapsed.TotalMilliseconds);
        }

        if (Plan is { } plan)
            Write(json, plan);
        if (Type == "waiting")
            json.WriteInstant("until", Opens);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteString("target", plan.Target.Name);
        json.WriteStartArray("candidates");
        for (var i = 0; i < plan.Candidates.Count && i < MostRoutes; i++)
            json.WriteStringValue(plan.Candidates[i].Route.Id);
        json.WriteEndArray();
        json.WriteNumber("rejected", plan.Rejected.Count);
    }
}
