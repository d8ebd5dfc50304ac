using System.Data.Common;
using System.Text.Json;
using Gratis.Stores;

namespace Gratis.Storage;

/// <summary>A client key as it lies in a row, whichever database that lies in. Money there is in billionths of a US dollar.</summary>
internal static class ClientKeyRow
{
    public const string Columns = """
        id, name, hash, last4, rpm, rpd, tpm, tpd, concurrency, models, priority, max_wait_seconds, created_at, revoked_at, last_used_at,
        providers, avoid_providers, regions, avoid_regions, privacy, daily_budget, monthly_budget, sticky
        """;

    private const decimal PerDollar = 1_000_000_000;

    /// <summary>The id, and then everything that the owner may change, by its column; null is a <see cref="DBNull"/>.</summary>
    public static IReadOnlyList<(string Column, object Value)> WhatMayChange(StoredClientKey key) =>
    [
        ("id", key.Id),
        ("name", key.Name),
        ("rpm", OrNull(key.Limits.Rpm)),
        ("rpd", OrNull(key.Limits.Rpd)),
        ("tpm", OrNull(key.Limits.Tpm)),
        ("tpd", OrNull(key.Limits.Tpd)),
        ("concurrency", OrNull(key.Limits.Concurrency)),
        ("models", JsonSerializer.Serialize(key.Models)),
        ("providers", JsonSerializer.Serialize(key.Policy.Providers)),
        ("avoid_providers", JsonSerializer.Serialize(key.Policy.AvoidProviders)),
        ("regions", JsonSerializer.Serialize(key.Policy.Regions)),
        ("avoid_regions", JsonSerializer.Serialize(key.Policy.AvoidRegions)),
        ("privacy", key.Policy.NoTraining ? "no_training" : DBNull.Value),
        ("priority", (object?)key.Priority ?? DBNull.Value),
        ("max_wait_seconds", OrNull(key.MaxWaitSeconds)),
        ("daily_budget", OrNull((long?)(key.DailyBudgetUsd * PerDollar))),
        ("monthly_budget", OrNull((long?)(key.MonthlyBudgetUsd * PerDollar))),
        ("sticky", OrNull(key.IsSticky is { } sticks ? sticks ? 1 : 0 : null)),
    ];

    /// <summary>What stands from the beginning, by its column.</summary>
    public static IReadOnlyList<(string Column, object Value)> WhatStays(StoredClientKey key) =>
    [
        ("hash", key.Hash.ToArray()),
        ("last4", key.Last4),
        ("created_at", key.CreatedAt.ToUnixTimeMilliseconds()),
        ("revoked_at", OrNull(key.RevokedAt?.ToUnixTimeMilliseconds())),
        ("last_used_at", OrNull(key.LastUsedAt?.ToUnixTimeMilliseconds())),
    ];

    /// <summary>The key of a row of <see cref="Columns"/>.</summary>
    public static StoredClientKey Read(DbDataReader row, string place) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Hash = (byte[])row.GetValue(2),
        Last4 = row.GetString(3),
        Limits = new ClientKeyLimits
        {
            Rpm = Number(row, 4), Rpd = Number(row, 5), Tpm = Number(row, 6), Tpd = Number(row, 7), Concurrency = Number(row, 8),
        },
        Models = Names(row, 9, place),
        Policy = new ClientKeyPolicy
        {
            Providers = Names(row, 15, place), AvoidProviders = Names(row, 16, place),
            Regions = Names(row, 17, place), AvoidRegions = Names(row, 18, place),

            // A word of another release is as strict as the strictest that is known here.
            NoTraining = !row.IsDBNull(19),
        },
        Priority = row.IsDBNull(10) ? null : row.GetString(10),
        MaxWaitSeconds = row.IsDBNull(11) ? null : row.GetInt32(11),
        DailyBudgetUsd = Number(row, 20) / PerDollar,
        MonthlyBudgetUsd = Number(row, 21) / PerDollar,
        IsSticky = Number(row, 22) is { } sticky ? sticky != 0 : null,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
        RevokedAt = Instant(row, 13),
        LastUsedAt = Instant(row, 14),
    };

    /// <summary>Never none for a list that cannot be read: that would allow everything.</summary>
    private static string[] Names(DbDataReader row, int column, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(row.GetString(column)) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new StorageException(
                StorageFault.Corrupt, place, $"the {row.GetName(column)} of client key '{row.GetString(0)}' (table client_keys) cannot be read",
                $"Stop the gateway, keep a copy of the database, and set `{row.GetName(column)}` of that row to a JSON array of names or delete the row.", failure);
        }
    }

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        Number(row, column) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static object OrNull(long? number) => number is { } known ? known : DBNull.Value;
}
