using System.Text.Json;
using Gratis.AspNetCore.Catalogue;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis;
using Gratis.Stores;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Usage;

/// <summary><c>GET /admin/api/overview</c>: what the owner wants to know first, in one answer. Days are those of UTC.</summary>
internal sealed class OverviewEndpoint(GratisEngine engine, IRequestLogStore store, CatalogKeeper keeper, DiagnosisService diagnosis)
{
    public const string Path = "/admin/api/overview";

    private const int MostDegraded = 50;
    private const int MostNews = 10;

    public async Task InvokeAsync(HttpContext context)
    {
        var now = engine.Time.GetUtcNow();
        var today = UsageRange.DayOf(now);
        await store.FlushAsync(context.RequestAborted);
        var month = await store.Usage(new UsageQuestion(UsageColumn.Total, IsByDay: true, today - now.UtcDateTime.Day + 1, today), context.RequestAborted);
        var day = month.Series.FirstOrDefault(one => one.At == today).Figures ?? UsageFigures.None;

        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteInstant("at", now);
        json.WriteNumber("requests_today", day.Requests);
        json.WriteNumber("served_today", day.Served);
        if (day.Success is { } success)
            json.WriteNumber("success_today", Math.Round(success, 4));
        else
            json.WriteNull("success_today");
        json.WriteNumber("tokens_today", day.InputTokens + day.OutputTokens);
        json.WriteNumber("cost_today_usd", day.CostUsd);
        json.WriteNumber("cost_month_usd", month.Total.CostUsd);
        WriteCapacity(json, CapacityLeft.OfAll(engine.Quotas.Report()));
        WriteDegraded(json, Degraded.Of(engine, MostDegraded));
        NewsJson.Write(json, keeper.News, MostNews);
        json.WriteNumber("suggestions", diagnosis.Board.Current().Count);
        WriteLog(json, store.State);
        json.WriteEndObject();
    }

    private static void WriteCapacity(Utf8JsonWriter json, IReadOnlyList<CapacityLeft> providers)
    {
        json.WriteStartObject("capacity");
        json.WriteAmount("requests_left", providers.Select(provider => provider.Requests).Aggregate(default(Allowance), Allowance.Sum).Left);
        json.WriteAmount("tokens_left", providers.Select(provider => provider.Tokens).Aggregate(default(Allowance), Allowance.Sum).Left);
        json.WriteStartArray("by_provider");
        foreach (var provider in providers)
        {
            json.WriteStartObject();
            json.WriteString("provider", provider.Provider);
            json.WriteAmount("requests_left", provider.Requests.Left);
            json.WriteAmount("requests_limit", provider.Requests.Limit);
            json.WriteAmount("tokens_left", provider.Tokens.Left);
            json.WriteAmount("tokens_limit", provider.Tokens.Limit);
            json.WriteInstant("resets_at", provider.ResetsAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDegraded(Utf8JsonWriter json, IReadOnlyList<Degraded> all)
    {
        json.WriteStartArray("degraded");
        foreach (var (provider, route, standing) in all)
        {
            json.WriteStartObject();
            json.WriteString("provider", provider);
            json.WriteString("route", route);
            json.WriteString("health", standing.Health);
            json.WriteString("reason", standing.Reason);
            json.WriteInstant("until", standing.Until);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLog(Utf8JsonWriter json, RequestLogState log)
    {
        json.WriteStartObject("log");
        json.WriteNumber("bytes", log.Bytes);
        json.WriteNumber("dropped", log.Dropped);
        json.WriteString("problem", log.Problem);
        json.WriteEndObject();
    }
}
