using System.Text.Json;
using Gratis.Hosting;
using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Usage;

/// <summary><c>GET /admin/api/usage</c>: what requests added up to, over time and by whom.</summary>
internal sealed class UsageEndpoint(GratisEngine engine, IRequestLogStore store)
{
    public const string Path = "/admin/api/usage";

    private const string ByDay = "day";

    // Names of clients' models and routes may be many; the rest is in the totals.
    private const int MostRows = 1000;

    public async Task InvokeAsync(HttpContext context)
    {
        var (named, by) = (Word(context, "range", "24h"), Word(context, "by", "model"));
        if (UsageRange.All.FirstOrDefault(one => one.Name == named) is not { } range)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest($"range must be one of {string.Join(", ", UsageRange.All.Select(one => one.Name))}.", "range"));
            return;
        }

        if (ColumnOf(by) is not { } column)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest("by must be one of model, route, provider, client, outcome, day.", "by"));
            return;
        }

        var now = engine.Time.GetUtcNow();
        await store.FlushAsync(context.RequestAborted);
        var series = await store.Usage(range.Series(now), context.RequestAborted);
        var rows = by == ByDay ? await ByDayAsync(range, now, context.RequestAborted) : (await store.Usage(range.Rows(column, now), context.RequestAborted)).Rows;
        await using var json = JsonResponse.Begin(context);
        Write(json, range, by, now, series, rows);
    }

    private static void Write(
        Utf8JsonWriter json, UsageRange range, string by, DateTimeOffset now, UsageReport series, IReadOnlyList<(string Key, UsageFigures Figures)> rows)
    {
        json.WriteStartObject();
        json.WriteString("range", range.Name);
        json.WriteInstant("from", range.InstantOf(range.First(now)));
        json.WriteInstant("to", now);
        json.WriteString("step", range.IsByDay ? "day" : "hour");
        json.WriteString("by", by);
        json.WriteStartArray("series");
        var known = series.Series.ToDictionary(one => one.At, one => one.Figures);

        // A chart wants the hours in which nothing happened too.
        for (var step = range.First(now); step <= range.Last(now); step++)
        {
            json.WriteStartObject();
            json.WriteInstant("at", range.InstantOf(step));
            UsageJson.WriteMembers(json, known.GetValueOrDefault(step, UsageFigures.None));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var (key, figures) in rows.Take(MostRows))
        {
            json.WriteStartObject();
            json.WriteString("key", key.Length == 0 ? null : key);
            UsageJson.WriteMembers(json, figures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals");
        UsageJson.WriteMembers(json, series.Total);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Whole days of UTC, newest first, also where the range begins in the middle of one.</summary>
    private async ValueTask<IReadOnlyList<(string Key, UsageFigures Figures)>> ByDayAsync(UsageRange range, DateTimeOffset now, CancellationToken cancel)
    {
        var last = UsageRange.DayOf(now);
        var first = UsageRange.DayOf(range.InstantOf(range.First(now)));
        var days = await store.Usage(new UsageQuestion(UsageColumn.Total, IsByDay: true, first, last), cancel);
        return [.. days.Series.Reverse().Select(day => (DateTimeOffset.UnixEpoch.AddDays(day.At).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), day.Figures))];
    }

    private static string Word(HttpContext context, string name, string otherwise) =>
        context.Request.Query[name].ToString().Trim().ToLowerInvariant() is { Length: > 0 } said ? said : otherwise;

    private static UsageColumn? ColumnOf(string by) => by switch
    {
        "model" => UsageColumn.Model,
        "route" => UsageColumn.Route,
        "provider" => UsageColumn.Provider,
        "client" => UsageColumn.Client,
        "outcome" => UsageColumn.Outcome,
        ByDay => UsageColumn.Total,
        _ => null,
    };
}
