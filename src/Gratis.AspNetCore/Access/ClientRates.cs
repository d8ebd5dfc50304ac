using System.Globalization;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Access;

/// <summary>Tells a client with every answer how its own limits stand: of each kind the tightest, spelled as OpenAI spells them.</summary>
internal static class ClientRates
{
    public static void Describe(ClientKey client, IHeaderDictionary headers, DateTimeOffset now)
    {
        if (Tightest(client.Calls, QuotaMetric.Requests) is { } requests)
        {
            headers[GatewayHeaders.LimitRequests] = Number(requests.Amount);
            headers[GatewayHeaders.RemainingRequests] = Number(requests.Remaining);
            headers[GatewayHeaders.ResetRequests] = Duration(requests.ResetsAt - now);
        }

        if (Tightest(client.Tokens, QuotaMetric.Tokens) is { } tokens)
        {
            headers[GatewayHeaders.LimitTokens] = Number(tokens.Amount);
            headers[GatewayHeaders.RemainingTokens] = Number(tokens.Remaining);
            headers[GatewayHeaders.ResetTokens] = Duration(tokens.ResetsAt - now);
        }
    }

    /// <summary><c>0s</c>, <c>6m0s</c>, <c>23h0m5s</c>; rounded up, so that nobody comes back too early.</summary>
    internal static string Duration(TimeSpan? left)
    {
        var seconds = (long)Math.Ceiling(Math.Max(0, left?.TotalSeconds ?? 0));
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{seconds % 60}s")
            : minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes}m{seconds % 60}s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
    }

    private static PoolReport? Tightest(QuotaSet set, QuotaMetric metric)
    {
        PoolReport? tightest = null;
        foreach (var pool in set.Pools)
        {
            if (pool.Told.Metric != metric || pool.Report() is not { Remaining: { } remaining } report)
                continue;
            if (!(remaining >= tightest?.Remaining))
                tightest = report;
        }

        return tightest;
    }

    private static string Number(long? amount) => (amount ?? 0).ToString(CultureInfo.InvariantCulture);
}
