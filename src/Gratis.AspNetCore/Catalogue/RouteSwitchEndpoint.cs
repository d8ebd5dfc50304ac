using Gratis.AspNetCore.Auditing;
using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Catalogue;

/// <summary><c>POST /v1/gateway/models/{route_id}/enable</c>, <c>/disable</c>, <c>/health/reset</c>. One address for all three: the id before them holds slashes.</summary>
internal sealed class RouteSwitchEndpoint(GratisEngine engine, CatalogKeeper keeper, OwnerEdits edits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (id, act) = Find(PathIds.Read(context, "path"));
        if (act is null)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.NotFound("There is nothing at this address. After its id a route takes /enable, /disable, /health/reset or /probe-capabilities."));
            return;
        }

        if (keeper.Current.FindRoute(id) is not { } route)
        {
            await ErrorResponse.WriteAsync(context, RouteRequests.NotFound(id));
            return;
        }

        AuditNotes.About(context, route.Id);
        await act(route, context.RequestAborted);
        await new RouteRows(engine, keeper).AnswerAsync(context, route.Id, withClaims: false);
    }

    private (string Id, Func<Route, CancellationToken, ValueTask>? Act) Find(string path) =>
        Before(path, "/enable") is { } enabled ? (enabled, EnableAsync)
        : Before(path, "/disable") is { } disabled ? (disabled, DisableAsync)
        : Before(path, "/health/reset") is { } forgiven ? (forgiven, ForgiveAsync)
        : (path, null);

    private static string? Before(string path, string suffix) => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? path[..^suffix.Length] : null;

    private ValueTask EnableAsync(Route route, CancellationToken cancel)
    {
        // The owner says that it lives: older proofs of the contrary are over.
        engine.Evidence.Find(route.Id)?.CameBack();
        return SwitchAsync(route, isOn: true, cancel);
    }

    private ValueTask DisableAsync(Route route, CancellationToken cancel) => SwitchAsync(route, isOn: false, cancel);

    private ValueTask SwitchAsync(Route route, bool isOn, CancellationToken cancel)
    {
        var now = engine.Time.GetUtcNow();
        return edits.EditAsync(route.Id, edit => edit with { Enabled = isOn, At = now }, cancel);
    }

    private ValueTask ForgiveAsync(Route route, CancellationToken cancel)
    {
        foreach (var candidate in RouteRequests.SlotOf(engine, route).Candidates)
            candidate.Health.Reset();
        engine.Evidence.Find(route.Id)?.Forget(LearnedTopics.Gone);
        keeper.Rebuild();
        return ValueTask.CompletedTask;
    }
}
