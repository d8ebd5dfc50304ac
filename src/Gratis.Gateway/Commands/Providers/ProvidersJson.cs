using System.Text.Json;
using Gratis.AspNetCore.Providers;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Providers;

/// <summary>The providers as JSON; null where nobody knows.</summary>
internal static class ProvidersJson
{
    public static void Write(TextWriter output, IEnumerable<ProviderEntry> providers) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("providers");
        foreach (var entry in providers)
        {
            json.WriteStartObject();
            WriteStanding(json, entry);
            if (entry.Facts is { } facts)
                WriteFacts(json, facts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteStanding(Utf8JsonWriter json, ProviderEntry entry)
    {
        json.WriteString("id", entry.Id);
        json.WriteBoolean("configured", entry.IsConfigured);
        json.WriteString("configured_by", entry.IsConfigured ? entry.Setup : null);
        json.WriteString("to_configure", entry.IsConfigured ? null : entry.Setup);
        json.WriteBoolean("local", entry.IsLocal);
        json.WriteString("free_models", ProviderWords.FreeRuleOf(entry.Facts, entry.Asked, entry.IsLocal));
        json.WriteStartObject("models");
        json.WriteNumber("known", entry.Models);
        json.WriteNumber("free", entry.FreeModels);
        json.WriteString("basis", entry.IsConfigured ? "catalogue" : "shipped");
        json.WriteEndObject();
        json.WriteInstantOrNull("listed_at", entry.ListedAt);
    }

    private static void WriteFacts(Utf8JsonWriter json, ProviderFacts facts)
    {
        json.WriteString("name", facts.Name);
        json.WriteStrings("aliases", facts.Aliases);
        json.WriteStrings("variables", facts.EnvironmentVariables);
        json.WriteString("tier", facts.Tier.Spell());
        json.WriteString("note", facts.Note);
        json.WriteStartObject("free_rule");
        json.WriteString("rule", facts.Free.Rule.Spell());
        json.WriteStrings("models", facts.Free.Models);
        json.WriteStrings("except", facts.Free.Except);
        json.WriteEvidence("evidence", facts.FreeEvidence);
        json.WriteEndObject();
        WriteTerms(json, facts);
        json.WriteString("home", facts.Home);
        json.WriteString("keys_url", facts.KeysUrl);
        json.WriteStrings("rate_headers", facts.RateHeaders);
        json.WriteEvidence("evidence", facts.Evidence.AsEvidence());
    }

    private static void WriteTerms(Utf8JsonWriter json, ProviderFacts facts)
    {
        json.WriteStartObject("permanence");
        json.WriteString("is", facts.Permanence?.Value.Spell());
        json.WriteEvidence("evidence", facts.Permanence?.Evidence);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteString("is", facts.Region?.Value);
        json.WriteEvidence("evidence", facts.Region?.Evidence);
        json.WriteEndObject();
        json.WriteStartObject("needs");
        json.WriteFlag("phone", facts.Needs.Phone);
        json.WriteFlag("card", facts.Needs.Card);
        json.WriteString("other", facts.Needs.Other);
        json.WriteEvidence("evidence", facts.Needs.Evidence);
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteFlag("trains", facts.Data.Trains);
        json.WriteString("note", facts.Data.Note);
        json.WriteEvidence("evidence", facts.Data.Evidence);
        json.WriteEndObject();
    }
}
