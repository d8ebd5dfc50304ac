using System.Text.Json;
using Gratis.Hosting.Accounts;
using Gratis.Upstream.Verdicts;

namespace Gratis.AspNetCore.Accounts;

/// <summary>Accounts and their tests as JSON. Of a key the last four characters at most.</summary>
internal static class AccountJson
{
    public static void Write(Utf8JsonWriter json, AccountEntry entry, AccountHealth health)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("account", entry.AccountId);
        json.WriteString("provider", entry.Provider);
        json.WriteString("label", entry.Label);
        json.WriteString("last4", entry.Last4);
        json.WriteString("source", entry.Source.Spell());
        json.WriteString("variable", entry.Variable);
        json.WriteBoolean("enabled", entry.IsEnabled);
        json.WriteInstant("added_at", entry.AddedAt);
        json.WriteStartObject("health");
        json.WriteString("state", health.State);
        json.WriteString("reason", health.Reason);
        json.WriteInstant("until", health.Until);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, AccountTest test)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", test.IsOk);
        json.WriteStartObject("list");
        json.WriteBoolean("ok", test.List.IsOk);
        json.WriteAmount("status", test.List.Status);
        json.WriteAmount("ms", Milliseconds(test.List.Took));
        json.WriteAmount("models", test.List.Models);
        json.WriteString("reason", test.List.Reason);
        json.WriteEndObject();
        json.WriteStartObject("chat");
        json.WriteBoolean("ok", test.Chat.Verdict == Verdict.Served);
        json.WriteString("route", test.Chat.Route);
        json.WriteAmount("status", test.Chat.Status);
        json.WriteAmount("ms", Milliseconds(test.Chat.Took));
        json.WriteString("verdict", test.Chat.Verdict?.Spell());
        json.WriteString("reason", test.Chat.Reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static long? Milliseconds(TimeSpan? took) => (long?)took?.TotalMilliseconds;
}
