using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Requests;

/// <summary><c>/admin/api/requests</c>: the requests of the last weeks, newest first, and all there is to say of one.</summary>
internal sealed class RequestsEndpoint(RequestHistory history)
{
    public const string Path = "/admin/api/requests";

    /// <summary>Those that the query means; <c>next</c> asks for those before.</summary>
    public async Task ListAsync(HttpContext context)
    {
        if (await QueryOf(context) is not { } query)
            return;

        var page = await history.PageAsync(query.Filter, query.Before, query.Limit, context.RequestAborted);
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("requests");
        foreach (var story in page.Requests)
            RequestJson.WriteRow(json, story, withAll: false);
        json.WriteEndArray();
        json.WriteString("next", RequestExport.Cursor(page));
        json.WriteEndObject();
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await history.FindAsync(PathIds.Read(context, "id"), context.RequestAborted) is not { } story)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.NotFound($"No such request is in the log. GET {Path} lists them; log.days of the config says for how long they are kept."));
            return;
        }

        await using var json = JsonResponse.Begin(context);
        RequestJson.WriteRow(json, story, withAll: true);
    }

    /// <summary>Those that the query means, as a file.</summary>
    public async Task ExportAsync(HttpContext context)
    {
        if (await QueryOf(context) is not { } query)
            return;

        var format = context.Request.Query["format"].ToString();
        switch (format)
        {
            case "csv":
                await RequestExport.WriteCsvAsync(context, history, query);
                break;
            case "json" or "":
                await RequestExport.WriteJsonAsync(context, history, query);
                break;
            default:
                await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest("format must be csv or json.", "format"));
                break;
        }
    }

    private static async ValueTask<RequestQuery?> QueryOf(HttpContext context)
    {
        var query = RequestQuery.Read(context.Request.Query, out var fault, out var parameter);
        if (query is null)
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(fault!, parameter));
        return query;
    }
}
