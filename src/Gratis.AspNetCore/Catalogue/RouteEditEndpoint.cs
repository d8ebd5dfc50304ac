using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Catalogue;

/// <summary><c>/admin/api/routes/{route_id}</c>: one route with everything that anybody says of it, and the owner's word on it.</summary>
internal sealed class RouteEditEndpoint(GratisEngine engine, CatalogKeeper keeper, OwnerEdits edits)
{
    public const string Path = "/admin/api/routes/{**id}";

    public Task GetAsync(HttpContext context) => new RouteRows(engine, keeper).AnswerAsync(context, PathIds.Read(context, "id"), withClaims: true);

    public async Task PutAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        if (keeper.Current.FindRoute(id) is not { } route)
        {
            await ErrorResponse.WriteAsync(context, RouteRequests.NotFound(id));
            return;
        }

        if (await OwnerBody.ReadAsync(context, engine, RouteWord.Read) is not { } word)
            return;

        var now = engine.Time.GetUtcNow();
        await edits.EditAsync(route.Id, edit => word.ApplyTo(edit, route.Dossier?.FileWord, now), context.RequestAborted);

        // Only now that the word is on disk: one that was lost must not forgive a cost.
        if (word.SaysFree)
            engine.Evidence.Find(route.Id)?.LiftCost();
        if (word.Enables)
            engine.Evidence.Find(route.Id)?.CameBack();
        keeper.Rebuild();
        await new RouteRows(engine, keeper).AnswerAsync(context, route.Id, withClaims: true);
    }
}
