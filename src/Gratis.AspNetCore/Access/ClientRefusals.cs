using System.Globalization;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Wire;

namespace Gratis.AspNetCore.Access;

/// <summary>Why a client is over its own limits, as it is told.</summary>
internal static class ClientRefusals
{
    // Calls under way end when they end.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>There is no room now.</summary>
    public static GatewayError Over(ClientKey client, Opening opening, DateTimeOffset now)
    {
        var wait = opening.Until - now ?? Soon;
        var words = opening.Kind switch
        {
            OpeningKind.Busy when opening.Pool!.Told.Metric == QuotaMetric.Concurrency =>
                $"Key '{client.Name}' has as many requests under way as it may: {Describe(opening.Pool)}. Send the next one when one of them has ended.",
            OpeningKind.Busy => $"Key '{client.Name}' may need all that is left of its {Describe(opening.Pool!)} for its requests under way. Send this one when they have ended.",
            _ => $"Key '{client.Name}' is over its own limit of {Describe(opening.Pool!)}. This request fits in {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s.",
        };
        return GatewayError.RateLimitExceeded(words, wait);
    }

    /// <summary>There is never room.</summary>
    public static GatewayError TooLarge(ClientKey client, QuotaPool pool, long tokens) => GatewayError.TooLong(
        413, $"This request holds about {tokens} tokens, more than key '{client.Name}' may ever spend: {Describe(pool)}. Send less, or have that limit raised.", []);

    private static string Describe(QuotaPool pool)
    {
        var told = pool.Told;
        return told.Metric == QuotaMetric.Concurrency
            ? $"{pool.Amount} at once (concurrency)"
            : $"{pool.Amount} {told.Metric.Spell()} a {told.Period} ({told.Name})";
    }
}
