using System.Text.Json;
using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.AspNetCore.Quotas;

/// <summary>A quota pool as it is shown. Amounts of money are US dollars, all others whole numbers.</summary>
internal static class PoolJson
{
    /// <param name="json">Where to.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="client">The name of the client whose own it is.</param>
    public static void Write(Utf8JsonWriter json, PoolReport pool, string? client)
    {
        var (name, metric) = (pool.Name, pool.Limit.Metric);
        var isOurs = pool.Limit.Scope is QuotaScope.ClientKey or QuotaScope.Budget;
        json.WriteStartObject();
        json.WriteString("id", name.Id);
        json.WriteString("provider", isOurs ? null : name.Provider);
        json.WriteString("account", isOurs ? null : name.Account);
        json.WriteString("client", client);
        json.WriteString("scope", pool.Limit.Scope.Spell());
        json.WriteStartArray("models");
        foreach (var model in name.Models)
            json.WriteStringValue(model);
        json.WriteEndArray();
        json.WriteString("metric", metric.Spell());
        json.WriteString("window", metric == QuotaMetric.Concurrency ? null : pool.Limit.Period.ToString());
        WriteAmount(json, "limit", metric, pool.Amount);
        WriteAmount(json, "used", metric, pool.Used);
        WriteAmount(json, "reserved", metric, pool.Held);
        WriteAmount(json, "remaining", metric, pool.Remaining);
        json.WriteInstant("resets_at", pool.ResetsAt);
        json.WriteString("source", pool.Evidence.Source.Spell());
        json.WriteNumber("confidence", pool.Evidence.Confidence);
        json.WriteString("clock", metric == QuotaMetric.Concurrency ? null : Spell(pool.Clock.Kind));
        json.WriteString("zone", pool.Clock.Kind == ClockKind.Calendar ? pool.Clock.Zone : null);
        json.WriteInstant("last_429", pool.LastWall);
        json.WriteInstant("spent_until", pool.SpentUntil);
        json.WriteString("pacing", Spell(pool.Limit.Pacing.Kind));
        json.WriteEndObject();
    }

    public static void WriteAmount(Utf8JsonWriter json, string name, QuotaMetric metric, long? amount)
    {
        if (amount is { } money && metric is QuotaMetric.Credits or QuotaMetric.Usd)
            json.WriteNumber(name, money / BudgetTerms.PerDollar);
        else
            json.WriteAmount(name, amount);
    }

    private static string Spell(ClockKind clock) => clock switch
    {
        ClockKind.Calendar => "calendar",
        ClockKind.FirstUse => "first_use",
        ClockKind.Refill => "refill",
        _ => "rolling",
    };

    private static string Spell(PacingKind pacing) => pacing switch
    {
        PacingKind.Even => "even",
        PacingKind.Reserve => "reserve",
        _ => "off",
    };
}
