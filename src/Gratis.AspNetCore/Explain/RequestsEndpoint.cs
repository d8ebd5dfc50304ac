using System.Globalization;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Explain;

/// <summary><c>/admin/api/requests</c>: the last requests, newest first, and all there is to say of one.</summary>
internal sealed class RequestsEndpoint(GratisEngine engine)
{
    public const string Path = "/admin/api/requests";

    private const int UsualLimit = 100;

    /// <summary>Those that <c>?model=</c> names, as asked for or as the route that was called, and <c>?status=</c>: an outcome, or an HTTP status.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (LimitOf(query) is not { } limit)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest($"limit must be a whole number from 1 to {RequestLog.Capacity}.", "limit"));
            return;
        }

        var (model, status) = (query["model"].ToString().Trim(), query["status"].ToString().Trim());
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("requests");
        foreach (var story in engine.Log.Latest(story => IsMeant(story, model, status), limit))
            RequestJson.WriteRow(json, story, withPlan: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task GetAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        if (engine.Log.Find(id) is not { } story)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.NotFound(
                $"No such request is remembered: only the last {RequestLog.Capacity} are. GET {Path} lists them."));
            return;
        }

        await using var json = JsonResponse.Begin(context);
        RequestJson.WriteRow(json, story, withPlan: true);
    }

    private static int? LimitOf(IQueryCollection query) =>
        !query.ContainsKey("limit") ? UsualLimit
        : int.TryParse(query["limit"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= RequestLog.Capacity ? limit
        : null;

    private static bool IsMeant(RequestStory story, string model, string status) =>
        (model.Length == 0 || Same(story.Model, model) || story.Attempts.Any(attempt => Same(attempt.Route, model)))
        && (status.Length == 0 || Same(story.Outcome, status) || story.Status?.ToString(CultureInfo.InvariantCulture) == status);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
