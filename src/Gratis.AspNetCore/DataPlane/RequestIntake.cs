using System.Runtime.CompilerServices;
using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.WebSearch;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Routing;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>
/// What came in: a request, or why it is none; neither when the client went away in the middle of it. One reading for whoever answers
/// and whoever only explains. Its owner disposes it, and with it the bytes.
/// </summary>
internal readonly struct RequestIntake(GatewayRequest? request, GatewayError? refusal, PooledBuffer? body) : IDisposable
{
    /// <summary>The request; its body lives as long as this.</summary>
    public GatewayRequest? Request => request;

    /// <summary>What to answer in its place.</summary>
    public GatewayError? Refusal => refusal;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<RequestIntake> ReadAsync(HttpContext context, Operation operation, GratisEngine engine, bool searchesWeb = false)
    {
        if (Unreadable(context.Request) is { } unreadable)
            return new(null, unreadable, null);
        var (body, broken) = await RequestBodyReader.ReadAsync(context.Request, engine.Limits, engine.Time);
        if (body is null)
            return new(null, broken, null);

        var client = context.Features.Get<ClientKey>();
        if (RefusalOf(context, operation, engine, client, body, out var facts, out var wishes) is { } refused)
            return new(null, refused, body);
        if (!searchesWeb)
            return new(ClientHints.ToRequest(context, new AskedBody(body, facts!), client, wishes), null, body);

        using (body)
        {
            var asked = WebSearchRequest.From(body, facts!);
            return new(ClientHints.ToRequest(context, asked, client, wishes), null, asked.Body);
        }
    }

    public void Dispose() => body?.Dispose();

    /// <summary>Why the body is not worth reading, or null.</summary>
    private static GatewayError? Unreadable(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
            return GatewayError.InvalidRequest($"Content-Type is '{HeaderText.Encode(request.ContentType!)}'; send 'Content-Type: application/json'.");

        var encoding = request.Headers.ContentEncoding.ToString();
        return encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? null
            : GatewayError.InvalidRequest($"Content-Encoding is '{HeaderText.Encode(encoding)}'; send the body as it is, without a Content-Encoding.");
    }

    private static GatewayError? RefusalOf(
        HttpContext context, Operation operation, GratisEngine engine, ClientKey? client, PooledBuffer body, out RequestFacts? facts, out RouteWishes? wishes)
    {
        wishes = null;
        if (!RequestReader.TryRead(body.WrittenSpan, operation, out facts, out var fault))
            return GatewayError.InvalidRequest(fault.Message, fault.Param);
        if (ClientHints.Fault(context.Request) is { } badHint)
            return GatewayError.InvalidRequest(badHint);
        if (!WishHeaders.TryRead(context.Request.Headers, engine.Routes.Catalog, out wishes, out var badWish))
            return GatewayError.InvalidRequest(badWish!);

        return client is { MayUseAnyModel: false } && !client.MayUse(facts.HasModel ? facts.Model(body.WrittenSpan) : VirtualNames.Auto)
            ? GatewayError.Forbidden($"Key '{client.Name}' may not use this model.")
            : null;
    }

    private static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var parameters = contentType.IndexOf(';');
        var type = (parameters < 0 ? contentType : contentType[..parameters]).Trim();
        return type.IsEmpty
            || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
