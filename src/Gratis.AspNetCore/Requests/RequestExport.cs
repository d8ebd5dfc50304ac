using System.Globalization;
using Gratis.Stores;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Requests;

/// <summary>Requests as a file, page by page: neither the file nor a page of it more than is meant to be in memory.</summary>
internal static class RequestExport
{
    /// <summary>No file holds more; narrower times make several of it.</summary>
    public const int Most = 100_000;

    private const int PageSize = 1000;

    private static readonly string[] Columns =
    [
        "id", "at", "ms", "first_token_ms", "operation", "model", "client", "stream", "outcome", "status", "route", "provider", "account", "attempts",
        "input_tokens", "output_tokens", "cost_usd", "spill",
    ];

    public static string? Cursor(RequestPage page) => page.Next?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shape of the list, as long as it may be.</summary>
    public static async Task WriteJsonAsync(HttpContext context, RequestHistory history, RequestQuery query)
    {
        // The first page is asked for before the answer begins: a store that cannot be read is an answer of its own.
        var page = await history.PageAsync(query.Filter, query.Before, PageSize, context.RequestAborted);
        Name(context, "json");
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("requests");
        for (var left = Most; ;)
        {
            foreach (var story in page.Requests)
                RequestJson.WriteRow(json, story, withAll: false);
            await json.FlushAsync(context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            left -= page.Requests.Count;
            if (page.Next is not { } next || left <= 0)
                break;
            page = await history.PageAsync(query.Filter, next, Math.Min(PageSize, left), context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteString("next", Cursor(page));
        json.WriteEndObject();
    }

    /// <summary>A line of names, then one for each request.</summary>
    public static async Task WriteCsvAsync(HttpContext context, RequestHistory history, RequestQuery query)
    {
        var page = await history.PageAsync(query.Filter, query.Before, PageSize, context.RequestAborted);
        Name(context, "csv");
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        var csv = new CsvWriter(context.Response.BodyWriter);
        csv.WriteLine(Columns);
        for (var left = Most; ;)
        {
            foreach (var story in page.Requests)
                csv.WriteLine(CellsOf(story));
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            left -= page.Requests.Count;
            if (page.Next is not { } next || left <= 0)
                return;
            page = await history.PageAsync(query.Filter, next, Math.Min(PageSize, left), context.RequestAborted);
        }
    }

    private static void Name(HttpContext context, string format) =>
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"gratis-requests.{format}\"";

    private static string?[] CellsOf(RequestStory story) =>
    [
        story.Id,
        story.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Number((long)story.Took.TotalMilliseconds),
        Number((long?)story.FirstToken?.TotalMilliseconds),
        story.Operation,
        story.Model,
        story.Client,
        story.IsStream ? "true" : "false",
        story.Outcome,
        Number(story.Status),
        story.Route,
        story.Provider,
        story.Account,
        string.Join(' ', story.Attempts.Select(attempt => $"{attempt.Route}={attempt.Verdict}")),
        Number(story.InputTokens),
        Number(story.OutputTokens),
        story.CostUsd?.ToString(CultureInfo.InvariantCulture),
        story.Spill,
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
