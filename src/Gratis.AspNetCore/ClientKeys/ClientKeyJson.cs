using System.Text.Json;
using Gratis.AspNetCore.Access;
using Gratis.Stores;

namespace Gratis.AspNetCore.ClientKeys;

/// <summary>A client key as the owner sees it. A secret stands in the one answer that makes it.</summary>
internal static class ClientKeyJson
{
    /// <summary>A key of the config: it has no id, for it is changed there.</summary>
    public static void Write(Utf8JsonWriter json, ClientTerms terms)
    {
        json.WriteStartObject();
        json.WriteNull("id");
        json.WriteString("name", terms.Name);
        json.WriteString("source", "config");
        json.WriteNull("last4");
        WriteTerms(json, terms);
        json.WriteNull("created_at");
        json.WriteNull("revoked_at");
        json.WriteNull("last_used_at");
        json.WriteEndObject();
    }

    /// <summary>An issued key.</summary>
    public static void Write(Utf8JsonWriter json, StoredClientKey key, string? secret)
    {
        json.WriteStartObject();
        json.WriteString("id", key.Id);
        json.WriteString("name", key.Name);
        json.WriteString("source", "issued");
        if (secret is not null)
            json.WriteString("key", secret);
        json.WriteString("last4", key.Last4);
        WriteTerms(json, IssuedTerms.Of(key, zone: ""));
        json.WriteInstant("created_at", key.CreatedAt);
        json.WriteInstant("revoked_at", key.RevokedAt);
        json.WriteInstant("last_used_at", key.LastUsedAt);
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, ClientTerms terms)
    {
        var (limits, policy) = (terms.Limits, terms.Policy);
        json.WriteStartObject("limits");
        json.WriteAmount("rpm", limits.Rpm);
        json.WriteAmount("rpd", limits.Rpd);
        json.WriteAmount("tpm", limits.Tpm);
        json.WriteAmount("tpd", limits.Tpd);
        json.WriteAmount("concurrency", limits.Concurrency);
        json.WriteEndObject();
        WriteNumber(json, "daily_budget_usd", terms.Budget.PerDay);
        WriteNumber(json, "monthly_budget_usd", terms.Budget.PerMonth);
        WriteNames(json, "models", terms.Models);
        WriteNames(json, "providers", policy.Providers);
        WriteNames(json, "avoid_providers", policy.AvoidProviders);
        WriteNames(json, "regions", policy.Regions);
        WriteNames(json, "avoid_regions", policy.AvoidRegions);
        json.WriteString("privacy", policy.NoTraining ? "no_training" : "any");
        json.WriteString("priority", terms.IsBackground ? "background" : "interactive");
        if (terms.IsSticky is { } sticks)
            json.WriteBoolean("sticky", sticks);
        else
            json.WriteNull("sticky");
        WriteNumber(json, "max_wait_seconds", (decimal?)terms.MaxWait?.TotalSeconds);
    }

    private static void WriteNumber(Utf8JsonWriter json, string member, decimal? number)
    {
        if (number is { } known)
            json.WriteNumber(member, known);
        else
            json.WriteNull(member);
    }

    private static void WriteNames(Utf8JsonWriter json, string member, IReadOnlyList<string> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
