using Gratis.AspNetCore.Access;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Auditing;

/// <summary>
/// Sees every request that only the owner may make, wherever it is mapped, and writes down those that changed something: before the
/// first byte of the answer leaves, so that nothing is acknowledged that is not in the log.
/// </summary>
internal sealed class AuditMiddleware(RequestDelegate next, AuditTrail trail)
{
    public Task InvokeAsync(HttpContext context) =>
        CrossSite.Changes(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<AccessRequirement>()?.Policy == AccessPolicy.Admin
            ? WatchAsync(context)
            : next(context);

    private async Task WatchAsync(HttpContext context)
    {
        var notes = new AuditNotes();
        var isWritten = false;
        context.Features.Set(notes);
        context.Response.OnStarting(WriteAsync);
        await next(context);

        // Nobody may be there any more to be answered: it was done all the same.
        await WriteAsync();

        Task WriteAsync()
        {
            if (isWritten || context.Response.StatusCode is < 200 or >= 300)
                return Task.CompletedTask;
            isWritten = true;
            return trail.ChangedAsync(context, notes);
        }
    }
}
