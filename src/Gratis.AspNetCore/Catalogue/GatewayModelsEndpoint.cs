using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Catalogue;

/// <summary><c>/v1/gateway/models</c>: every route in its order, and the owner's hand in that order.</summary>
internal sealed class GatewayModelsEndpoint(GratisEngine engine, CatalogKeeper keeper, OwnerEdits edits)
{
    public const string Path = "/v1/gateway/models";

    public Task ListAsync(HttpContext context) => RouteFilter.Read(context.Request.Query, out var fault) is { } filter
        ? new RouteRows(engine, keeper).AnswerAsync(context, filter)
        : ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(fault!));

    /// <summary>The routes of the body become the owner's order; whatever they leave out follows by its score.</summary>
    public async Task ArrangeAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, body => Arrangement.Read(body, keeper.Current)) is not { } arrangement)
            return;

        await edits.ArrangeAsync(arrangement.Order, arrangement.Switched, engine.Time.GetUtcNow(), context.RequestAborted);
        foreach (var (route, isOn) in arrangement.Switched)
        {
            if (isOn)
                engine.Evidence.Find(route)?.CameBack();
        }

        await AnswerRerankedAsync(context);
    }

    /// <summary>The owner's order goes.</summary>
    public async Task RerankAsync(HttpContext context)
    {
        await edits.OrderAsync([], context.RequestAborted);
        await AnswerRerankedAsync(context);
    }

    /// <summary>Everything that the owner changed of routes goes; favourites are no part of it.</summary>
    public async Task ResetAsync(HttpContext context)
    {
        await edits.ResetAsync(context.RequestAborted);
        await AnswerRerankedAsync(context);
    }

    /// <summary>Places of before count for nothing: else what the owner just took back would hold on.</summary>
    private Task AnswerRerankedAsync(HttpContext context)
    {
        keeper.Rerank();
        return new RouteRows(engine, keeper).AnswerAsync(context, RouteFilter.All);
    }
}
