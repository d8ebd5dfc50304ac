using System.Text.Json;
using Gratis.AspNetCore.Access;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Stores;

namespace Gratis.AspNetCore.ClientKeys;

/// <summary>
/// What the owner says of a client key: <c>{"name", "limits": {"rpm", "rpd", "tpm", "tpd", "concurrency"}, "daily_budget_usd",
/// "monthly_budget_usd", "models", "providers", "avoid_providers", "regions", "avoid_regions", "privacy", "priority", "sticky", "max_wait_seconds"}</c>. Only the name is required; the bounds are those of the config file.
/// </summary>
internal static class ClientKeyBody
{
    private const int LongestName = 100;
    private const int MostModels = 1000;
    private const decimal MostUsd = 1_000_000_000;
    private const string Members = "name, limits, daily_budget_usd, monthly_budget_usd, models, providers, avoid_providers, regions, avoid_regions, privacy, priority, sticky, max_wait_seconds";

    /// <summary>The terms.</summary>
    /// <param name="body">The body.</param>
    /// <param name="catalog">Knows the providers.</param>
    /// <exception cref="FormatException">Says what is wrong with them.</exception>
    public static ClientTerms Read(JsonElement body, CatalogSnapshot catalog)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException($"The body must be an object with {Members}.");

        var terms = new ClientTerms { Name = "" };
        foreach (var member in body.EnumerateObject())
        {
            terms = member.Name switch
            {
                "name" => terms with { Name = NameOf(member.Value) },
                _ when member.Value.ValueKind == JsonValueKind.Null && Members.Split(", ").Contains(member.Name) => terms,
                "limits" => terms with { Limits = LimitsOf(member.Value) },
                "daily_budget_usd" => terms with { Budget = terms.Budget with { PerDay = Usd(member) } },
                "monthly_budget_usd" => terms with { Budget = terms.Budget with { PerMonth = Usd(member) } },
                "models" => terms with { Models = NamesOf(member) },
                "providers" => terms with { Policy = terms.Policy with { Providers = ProvidersOf(member, catalog) } },
                "avoid_providers" => terms with { Policy = terms.Policy with { AvoidProviders = ProvidersOf(member, catalog) } },
                "regions" => terms with { Policy = terms.Policy with { Regions = RegionsOf(member) } },
                "avoid_regions" => terms with { Policy = terms.Policy with { AvoidRegions = RegionsOf(member) } },
                "privacy" => terms with { Policy = terms.Policy with { NoTraining = IsOneOf(member, "no_training", "any") } },
                "priority" => terms with { IsBackground = IsOneOf(member, "background", "interactive") },
                "sticky" => terms with { IsSticky = OwnerBody.TriState(member) },
                "max_wait_seconds" => terms with { MaxWait = TimeSpan.FromSeconds(Number(member, 0, 86_400)) },
                _ => throw new FormatException($"A client key has no member '{member.Name}'; it has {Members}."),
            };
        }

        return terms.Name.Length > 0 ? terms : throw new FormatException("A client key needs a name: what the client is called.");
    }

    private static string NameOf(JsonElement value)
    {
        var name = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl)
            ? name
            : throw new FormatException($"name must be a text of 1 to {LongestName} characters.");
    }

    private static ClientKeyLimits LimitsOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new FormatException("limits must be an object with rpm, rpd, tpm, tpd, concurrency, or some of them.");

        var limits = ClientKeyLimits.None;
        foreach (var limit in value.EnumerateObject())
        {
            var isNone = limit.Value.ValueKind == JsonValueKind.Null;
            limits = limit.Name switch
            {
                "rpm" => limits with { Rpm = isNone ? null : Number(limit, 1, 1_000_000) },
                "rpd" => limits with { Rpd = isNone ? null : Number(limit, 1, 1_000_000_000) },
                "tpm" => limits with { Tpm = isNone ? null : Number(limit, 1, 1_000_000_000_000) },
                "tpd" => limits with { Tpd = isNone ? null : Number(limit, 1, 1_000_000_000_000) },
                "concurrency" => limits with { Concurrency = isNone ? null : Number(limit, 1, 1_000_000) },
                _ => throw new FormatException($"limits has no member '{limit.Name}'; it has rpm, rpd, tpm, tpd and concurrency."),
            };
        }

        return limits;
    }

    private static List<string> NamesOf(JsonProperty member)
    {
        var isList = member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() <= MostModels
            && member.Value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(name.GetString()));
        return isList ? [.. member.Value.EnumerateArray().Select(name => name.GetString()!.Trim())] : throw new FormatException($"{member.Name} must be an array of at most {MostModels} names.");
    }

    private static List<string> ProvidersOf(JsonProperty member, CatalogSnapshot catalog) =>
        NamesOf(member).ConvertAll(name => catalog.ProviderId(name) ?? throw new FormatException($"{member.Name} names '{name}', and there is no such provider. GET /v1/providers/status lists those there are."));

    private static List<string> RegionsOf(JsonProperty member) => NamesOf(member).ConvertAll(name =>
        name.ToLowerInvariant() is var region && FactsPatterns.IsRegion(region) ? region : throw new FormatException($"{member.Name} names '{name}', and that is no region: use two letters such as eu or us, global, or local."));

    /// <summary>True for the first of two words.</summary>
    private static bool IsOneOf(JsonProperty member, string yes, string no)
    {
        var word = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
        return word == yes || (word == no ? false : throw new FormatException($"{member.Name} must be '{no}' or '{yes}'."));
    }

    /// <summary>Money to the billionth, in which the books count it: what is finer would be lost without a word.</summary>
    private static decimal Usd(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDecimal(out var usd) && usd is >= 0 and <= MostUsd && decimal.Round(usd, 9) == usd
            ? usd
            : throw new FormatException($"{member.Name} must be a number of US dollars from 0 to {MostUsd} with at most nine decimals.");

    private static long Number(JsonProperty member, long least, long most) =>
        member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{member.Name} must be a whole number from {least} to {most}.");
}
