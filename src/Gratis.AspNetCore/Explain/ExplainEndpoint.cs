using Gratis.AspNetCore.DataPlane;
using Gratis.Dispatch;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Explain;

/// <summary><c>POST /v1/gateway/explain</c>: a chat payload in, its plan out. Nothing is sent.</summary>
internal sealed class ExplainEndpoint(GratisEngine engine)
{
    public const string Path = "/v1/gateway/explain";

    public async Task InvokeAsync(HttpContext context)
    {
        using var intake = await RequestIntake.ReadAsync(context, Operation.Chat, engine);
        if (intake.Refusal is { } refusal)
        {
            await ErrorResponse.WriteAsync(context, refusal);
            return;
        }

        if (intake.Request is not { } request)
            return;
        if (engine.Explain(request) is not { } explanation)
        {
            await ErrorResponse.WriteAsync(context, Failures.Unknown(engine.Routes, request.Facts.Model(request.Body.Span)));
            return;
        }

        await using var json = JsonResponse.Begin(context);
        ExplanationJson.Write(json, explanation);
    }
}
