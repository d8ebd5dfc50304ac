using System.Globalization;
using Gratis.AspNetCore.Access;
using Gratis.Catalog.Limits;
using Gratis.Hosting;
using Gratis.Quotas;
using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Quotas;

/// <summary><c>/admin/api/quotas</c>: every pool as it stands, and how each of the long ones was spent.</summary>
internal sealed class QuotasEndpoint(GratisEngine engine, AccessControl access, IQuotaHistory history)
{
    // What a burn-down curve of a day needs.
    private static readonly TimeSpan Stretch = TimeSpan.FromDays(1);

    public async Task ListAsync(HttpContext context)
    {
        var isAll = QueryFlags.All(context.Request);
        var clients = access.Current.ClientKeys.DistinctBy(key => key.Id).ToDictionary(key => key.Id, key => key.Name, StringComparer.Ordinal);
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("pools");
        foreach (var pool in engine.Quotas.Report())
        {
            string? client = null;
            var isGone = pool is { Limit.Scope: QuotaScope.ClientKey or QuotaScope.Budget, Name.Account: not null } && !clients.TryGetValue(pool.Name.Account!, out client);
            if (!isGone && (isAll || Binds(pool)))
                PoolJson.Write(json, pool, client);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task HistoryAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!TryInstant(query["to"], engine.Time.GetUtcNow(), out var to) || !TryInstant(query["from"], to - Stretch, out var from) || from >= to)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(
                "from and to must be instants such as 2026-01-31T12:00:00Z, from the earlier one. Without them: the last day."));
            return;
        }

        var id = query["pool"].ToString();
        if (engine.Quotas.Report().FirstOrDefault(known => known.Name.Id == id) is not { } pool)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.NotFound("No quota pool has that id. GET /admin/api/quotas?all=true lists them."));
            return;
        }

        await WriteAsync(context, pool, from, to, await history.ReadHistory(pool.Name.Key, from, to, context.RequestAborted));
    }

    private static async Task WriteAsync(HttpContext context, PoolReport pool, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<QuotaSample> samples)
    {
        var metric = pool.Limit.Metric;
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("pool", pool.Name.Id);
        json.WriteInstant("from", from);
        json.WriteInstant("to", to);
        json.WriteStartArray("samples");
        foreach (var sample in samples)
        {
            json.WriteStartObject();
            json.WriteInstant("at", sample.At);
            PoolJson.WriteAmount(json, "used", metric, sample.Used);
            PoolJson.WriteAmount(json, "limit", metric, sample.Limit ?? pool.Limit.Amount);
            json.WriteInstant("window_start", sample.WindowStart);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>False for what is only tallied: no limit is known there and none was met.</summary>
    private static bool Binds(PoolReport pool) => pool.Amount is not null || pool.SpentUntil is not null;

    private static bool TryInstant(string? text, DateTimeOffset otherwise, out DateTimeOffset instant)
    {
        instant = otherwise;
        return string.IsNullOrEmpty(text)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }
}
