using System.Globalization;
using System.Text;
using Gratis.Dispatch;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>Writes an answer to the client: the upstream's own bytes under the gateway's headers, or an error.</summary>
internal static class AnswerWriter
{
    private const string Prompted = "prompted";

    public static Task WriteAsync(HttpContext context, Answer answer, bool begun)
    {
        if (begun)
            return ContinueAsync(context, answer);

        DescribeRoute(context.Response.Headers, answer);
        if (answer.Error is { } error)
            return ErrorResponse.WriteAsync(context, error);

        PassHeaders(context.Response, answer);
        return answer.IsStream ? WriteStreamAsync(context, answer) : WriteBodyAsync(context, answer);
    }

    /// <summary>The head of a stream whose route is not known yet.</summary>
    public static void BeginWithoutRoute(HttpResponse response)
    {
        response.Headers.Remove(GatewayHeaders.Attempts);
        BeginStream(response);
    }

    private static void BeginStream(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private static void DescribeRoute(IHeaderDictionary headers, Answer answer)
    {
        headers[GatewayHeaders.Attempts] = answer.Trail.Count == 1 ? "1" : answer.Trail.Count.ToString(CultureInfo.InvariantCulture);
        if (answer.Trail.Count > 0)
            headers[GatewayHeaders.Trail] = answer.Trail.ToString();
        if (answer.Tier is { } tier)
            headers[GatewayHeaders.Tier] = tier.Text;
        if (answer.DroppedParameters.Count > 0)
            headers[GatewayHeaders.DroppedParams] = string.Join(',', answer.DroppedParameters.Select(HeaderText.Encode));
        if (answer.Candidate is not { } candidate)
            return;

        headers[GatewayHeaders.Provider] = candidate.Route.Provider.Id;
        headers[GatewayHeaders.Route] = candidate.HeaderRoute;
        headers[GatewayHeaders.Model] = candidate.HeaderModel;
        headers[GatewayHeaders.FreeRouterModel] = candidate.HeaderModel;
        if (answer.IsPrompted)
            headers[GatewayHeaders.StructuredOutput] = Prompted;
        if (answer.SpillReason is { } reason)
            headers[GatewayHeaders.Spill] = reason;

        // What a paid stream costs is known at its end, and told there.
        if ((!answer.IsStream || answer.CostsNothing) && answer.CostUsd is { } cost)
            headers[GatewayHeaders.CostUsd] = cost == 0 ? "0" : cost.ToString(CultureInfo.InvariantCulture);
    }

    private static void PassHeaders(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        UpstreamHeaders.CopyTo(answer, response.Headers);
        if (answer.IsStream)
            BeginStream(response);
    }

    private static async Task WriteBodyAsync(HttpContext context, Answer answer)
    {
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task WriteStreamAsync(HttpContext context, Answer answer) =>
        answer.CopyToAsync(context.Response.BodyWriter, context.RequestAborted).AsTask();

    /// <summary>The head is gone already: what it would have said becomes a comment, an error becomes an event.</summary>
    private static async Task ContinueAsync(HttpContext context, Answer answer)
    {
        var writer = context.Response.BodyWriter;
        var route = answer.Candidate is { } candidate ? $" route={candidate.HeaderRoute}" : "";
        var spill = answer.SpillReason is { } reason ? $": x-gateway-spill={reason}\n" : "";
        var tier = answer.Tier is { } choice ? $" tier={choice.Text}" : "";
        var form = answer.IsPrompted ? $" structured-output={Prompted}" : "";
        Encoding.UTF8.GetBytes($"{spill}: gateway{route} attempts={answer.Trail.Count} trail={answer.Trail}{tier}{form}\n\n", writer);
        if (answer.Error is { } error)
        {
            ErrorWriter.WriteFrame(writer, error);
            await writer.FlushAsync(context.RequestAborted);
        }
        else if (answer.IsStream)
        {
            await WriteStreamAsync(context, answer);
        }
    }
}
