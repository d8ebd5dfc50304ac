using System.Text.Json;
using Gratis.Dispatch;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.AspNetCore.Explain;

/// <summary>A remembered request as it is shown.</summary>
internal static class RequestJson
{
    /// <param name="json">Where to.</param>
    /// <param name="story">The request.</param>
    /// <param name="withPlan">What it could have been served by, and what not, belongs to it.</param>
    public static void WriteRow(Utf8JsonWriter json, RequestStory story, bool withPlan)
    {
        json.WriteStartObject();
        json.WriteString("id", story.Id);
        json.WriteInstant("at", story.At);
        json.WriteNumber("ms", (long)story.Took.TotalMilliseconds);
        json.WriteString("operation", Name(story.Operation));
        json.WriteString("model", story.Model);
        json.WriteString("client", story.Client);
        json.WriteBoolean("stream", story.IsStream);
        json.WriteString("outcome", story.Outcome);
        json.WriteAmount("status", story.Status);
        json.WriteAmount("input_tokens", story.Usage.InputTokens);
        json.WriteAmount("output_tokens", story.Usage.OutputTokens);
        if (story.CostUsd is { } cost)
            json.WriteNumber("cost_usd", cost);
        else
            json.WriteNull("cost_usd");
        WriteAttempts(json, story);
        json.WriteNumber("candidate_count", story.CandidateCount);
        json.WriteNumber("rejected_count", story.RejectedCount);
        if (withPlan)
            WritePlan(json, story);
        json.WriteEndObject();
    }

    private static void WriteAttempts(Utf8JsonWriter json, RequestStory story)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in story.Attempts)
        {
            json.WriteStartObject();
            json.WriteString("route", attempt.Route);
            json.WriteString("account", attempt.Account);
            json.WriteString("verdict", attempt.Verdict.Spell());
            json.WriteAmount("status", attempt.Status);
            json.WriteNumber("ms", (long)attempt.Elapsed.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlan(Utf8JsonWriter json, RequestStory story)
    {
        json.WriteStartArray("candidates");
        foreach (var candidate in story.Candidates)
        {
            json.WriteStartObject();
            json.WriteString("route", candidate.Route);
            json.WriteString("account", candidate.Account);
            ExplanationJson.WriteScore(json, candidate.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rejected");
        foreach (var rejected in story.Rejected)
            ExplanationJson.WriteRejection(json, rejected.Rejection, rejected.Account);
        json.WriteEndArray();
    }

    private static string Name(Operation operation) => operation switch
    {
        Operation.Embeddings => "embeddings",
        Operation.Rerank => "rerank",
        _ => "chat",
    };
}
