using System.Text.Json;
using Gratis.Catalog.Facts;

namespace Gratis.AspNetCore.Providers;

/// <summary>A provider as the owner reads of it; null where nobody knows.</summary>
internal static class ProviderJson
{
    // Every upstream is spoken to as the OpenAI API is.
    private const string Dialect = "openai";

    /// <param name="json">Where to.</param>
    /// <param name="row">The provider.</param>
    /// <param name="shipped">What is known of its models before it is ever asked.</param>
    public static void Write(Utf8JsonWriter json, ProviderRow row, IReadOnlyCollection<ModelFacts> shipped)
    {
        var facts = row.Facts;
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("name", facts?.Name ?? row.Id);
        json.WriteString("sign_up", facts?.KeysUrl);
        json.WriteString("home", facts?.Home);
        json.WriteString("tier", facts?.Tier.Spell());
        json.WriteString("free_models", ProviderWords.FreeRuleOf(facts, row.Asked, IsLocal(row)));
        json.WriteString("note", facts?.Note);
        WriteStrings(json, "limits", facts is null ? [] : facts.Quotas.Select(LimitWords.Of).Distinct(StringComparer.Ordinal));
        WriteTerms(json, row);
        WriteStrings(json, "environment_variables", facts is null ? [] : facts.EnvironmentVariables);
        WriteStrings(json, "address_variables", facts is null ? [] : facts.BaseUrlVariables.Select(static one => one.Value));
        json.WriteString("dialect", Dialect);
        json.WriteBoolean("local", IsLocal(row));
        json.WriteBoolean("needs_key", facts?.NeedsKey ?? false);
        WriteStanding(json, row, shipped);
        WriteEvidence(json, facts);
        json.WriteEndObject();
    }

    private static bool IsLocal(ProviderRow row) => row.Provider?.IsLocal ?? row.Asked?.Local ?? row.Facts?.Local ?? false;

    private static void WriteTerms(Utf8JsonWriter json, ProviderRow row)
    {
        var facts = row.Facts;
        json.WriteStartObject("data_policy");
        WriteFlag(json, "trains", row.Provider is { } provider ? provider.TrainsOnPrompts : facts?.Data.Trains);
        json.WriteString("note", facts?.Data.Note);
        json.WriteEndObject();
        json.WriteString("region", row.Provider?.Region ?? facts?.Region?.Value);
        json.WriteStartObject("needs");
        WriteFlag(json, "phone", facts?.Needs.Phone);
        WriteFlag(json, "card", facts?.Needs.Card);
        json.WriteString("other", facts?.Needs.Other);
        json.WriteEndObject();
        json.WriteString("permanence", facts?.Permanence?.Value.Spell());
    }

    private static void WriteStanding(Utf8JsonWriter json, ProviderRow row, IReadOnlyCollection<ModelFacts> shipped)
    {
        json.WriteBoolean("configured", row.Provider is not null);
        json.WriteNumber("accounts", row.Accounts);
        json.WriteNumber("routes", row.Routes);
        json.WriteNumber("free_routes", row.FreeRoutes);
        json.WriteNumber("known_models", shipped.Count);
        json.WriteNumber("known_free_models", shipped.Count(static model => model.IsBelievedFree));
        json.WriteStartObject("status");
        json.WriteString("state", row.Status.State);
        json.WriteString("reason", row.Status.Reason);
        json.WriteInstant("until", row.Status.Until);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, ProviderFacts? facts)
    {
        if (facts is null)
        {
            json.WriteNull("evidence");
            return;
        }

        var evidence = facts.Evidence.AsEvidence();
        json.WriteStartObject("evidence");
        json.WriteString("from", evidence.From);
        json.WriteInstant("at", evidence.At);
        json.WriteNumber("confidence", evidence.Confidence);
        json.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
            json.WriteBoolean(name, known);
        else
            json.WriteNull(name);
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
