using System.Text.Json;
using Gratis.AspNetCore.Explain;
using Gratis.Stores;

namespace Gratis.AspNetCore.Requests;

/// <summary>A request of the log as it is shown.</summary>
internal static class RequestJson
{
    /// <param name="json">Where to.</param>
    /// <param name="story">The request.</param>
    /// <param name="withAll">What it could have been served by, what not, and what was said belong to it.</param>
    public static void WriteRow(Utf8JsonWriter json, RequestStory story, bool withAll)
    {
        json.WriteStartObject();
        WriteMembers(json, story);
        if (withAll)
            WriteAll(json, story);
        json.WriteEndObject();
    }

    /// <summary>What an event of its end says of it too.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RequestStory story)
    {
        json.WriteString("id", story.Id);
        json.WriteInstant("at", story.At);
        json.WriteNumber("ms", (long)story.Took.TotalMilliseconds);
        json.WriteAmount("first_token_ms", (long?)story.FirstToken?.TotalMilliseconds);
        json.WriteString("operation", story.Operation);
        json.WriteString("model", story.Model);
        json.WriteString("client", story.Client);
        json.WriteBoolean("stream", story.IsStream);
        json.WriteString("outcome", story.Outcome);
        json.WriteString("error", story.Error);
        json.WriteAmount("status", story.Status);
        json.WriteString("route", story.Route);
        json.WriteString("provider", story.Provider);
        json.WriteString("account", story.Account);
        json.WriteAmount("input_tokens", story.InputTokens);
        json.WriteAmount("output_tokens", story.OutputTokens);
        if (story.CostUsd is { } cost)
            json.WriteNumber("cost_usd", cost);
        else
            json.WriteNull("cost_usd");
        json.WriteString("spill", story.Spill);
        WriteAttempts(json, story);
        json.WriteNumber("candidate_count", story.CandidateCount);
        json.WriteNumber("rejected_count", story.RejectedCount);
    }

    private static void WriteAttempts(Utf8JsonWriter json, RequestStory story)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in story.Attempts)
        {
            json.WriteStartObject();
            json.WriteString("route", attempt.Route);
            json.WriteString("account", attempt.Account);
            json.WriteString("verdict", attempt.Verdict);
            json.WriteAmount("status", attempt.Status);
            json.WriteNumber("ms", (long)attempt.Elapsed.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, RequestStory story)
    {
        json.WriteStartArray("candidates");
        foreach (var candidate in story.Plan?.Candidates ?? [])
            Write(json, candidate);
        json.WriteEndArray();
        json.WriteStartArray("rejected");
        foreach (var rejected in story.Plan?.Rejected ?? [])
            Write(json, rejected);
        json.WriteEndArray();

        // An empty plan and one that was not kept look alike otherwise.
        json.WriteBoolean("plan_kept", story.Plan is not null || story.CandidateCount + story.RejectedCount == 0);
        json.WriteString("request_body", story.Bodies?.Request);
        json.WriteString("answer_body", story.Bodies?.Answer);
    }

    private static void Write(Utf8JsonWriter json, LoggedCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("route", candidate.Route);
        json.WriteString("account", candidate.Account);
        ExplanationJson.WriteScore(json, candidate.Score);
        json.WriteStartArray("reasons");
        foreach (var reason in candidate.Reasons)
            json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LoggedRejection rejected)
    {
        json.WriteStartObject();
        json.WriteString("route", rejected.Route);
        json.WriteString("account", rejected.Account);
        json.WriteString("reason", rejected.Reason);
        json.WriteString("detail", rejected.Detail);
        json.WriteInstant("until", rejected.Until);
        json.WriteEndObject();
    }
}
