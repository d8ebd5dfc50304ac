using System.Text.Json;
using Gratis.AspNetCore.Models;
using Gratis.Catalog;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Routing.Explaining;
using Gratis.Routing.Fitting;

namespace Gratis.AspNetCore.Explain;

/// <summary>An explanation as it is shown.</summary>
internal static class ExplanationJson
{
    public static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject();
        json.WriteString("model", explanation.Model);
        json.WriteString("target", explanation.Target.Spell());
        json.WriteString("tier", explanation.Tier is { } tier ? ModelWords.Of(tier) : null);
        WriteNeeds(json, explanation);
        json.WriteStartArray("candidates");
        foreach (var candidate in explanation.Candidates)
            Write(json, candidate);
        json.WriteEndArray();
        json.WriteStartArray("rejected");
        foreach (var rejection in explanation.Rejected)
            WriteRejection(json, rejection, rejection.Candidate?.Account.Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A route that is not tried, or one account of it.</summary>
    public static void WriteRejection(Utf8JsonWriter json, in Rejection rejection, string? account)
    {
        json.WriteStartObject();
        json.WriteString("route", rejection.Route);
        json.WriteString("account", account);
        json.WriteString("reason", rejection.Reason.Spell());
        json.WriteString("detail", rejection.Detail);

        // What only another key ends has no end that anybody could wait for.
        json.WriteInstant("until", rejection.Until < Cooldown.UntilKeyChanges ? rejection.Until : null);
        json.WriteEndObject();
    }

    /// <summary>As the catalogue's rows round it; null where no list names the route.</summary>
    public static void WriteScore(Utf8JsonWriter json, double? score)
    {
        if (score is { } known)
            json.WriteNumber("score", Math.Round(known, 1));
        else
            json.WriteNull("score");
    }

    private static void Write(Utf8JsonWriter json, ExplainedCandidate explained)
    {
        var (candidate, route) = (explained.Candidate, explained.Candidate.Route);
        json.WriteStartObject();
        json.WriteString("route", route.Id);
        json.WriteString("provider", route.Provider.Id);
        json.WriteString("model", route.UpstreamId);
        json.WriteString("account", candidate.Account.Id);
        WriteScore(json, explained.Score);
        WriteNames(json, "reasons", explained.Reasons);
        json.WriteEndObject();
    }

    private static void WriteNeeds(Utf8JsonWriter json, Explanation explanation)
    {
        var needs = explanation.Needs;
        json.WriteStartObject("needs");
        WriteNames(json, "capabilities", CapabilityNames.NamesOf(needs.Capabilities));
        WriteNames(json, "preferred", CapabilityNames.NamesOf(needs.Preferred));
        json.WriteAmount("input_tokens", explanation.Estimate?.InputTokens);
        json.WriteAmount("output_tokens", explanation.Estimate?.OutputTokens);
        if (needs.Wishes is { } wishes)
            WriteWishes(json, wishes);
        json.WriteEndObject();
    }

    private static void WriteWishes(Utf8JsonWriter json, RouteWishes wishes)
    {
        json.WriteStartObject("wishes");
        WriteNames(json, "providers", wishes.Providers);
        WriteNames(json, "no_providers", wishes.NoProviders);
        WriteNames(json, "regions", wishes.Regions);
        WriteNames(json, "no_regions", wishes.NoRegions);
        json.WriteBoolean("no_training", wishes.NoTraining);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names)
            json.WriteStringValue(one);
        json.WriteEndArray();
    }
}
