using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Auditing;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.ClientKeys;

/// <summary><c>/admin/api/client-keys</c>: the keys of the config to read, the issued ones to issue, change, rotate and revoke.</summary>
internal sealed class ClientKeysEndpoint(AccessControl access, IssuedKeys issued, GratisEngine engine)
{
    public const string Path = "/admin/api/client-keys";

    public async Task ListAsync(HttpContext context)
    {
        var stored = await issued.ListAsync(context.RequestAborted);
        var withRevoked = QueryFlags.All(context.Request);
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("client_keys");
        foreach (var key in access.Current.ClientKeys.Where(key => !key.IsIssued))
            ClientKeyJson.Write(json, key.Terms);
        foreach (var key in stored.Where(key => withRevoked || key.RevokedAt is null))
            ClientKeyJson.Write(json, key, secret: null);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task IssueAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } terms)
            await AnswerAsync(context, await issued.IssueAsync(terms, context.RequestAborted), StatusCodes.Status201Created);
    }

    public async Task UpdateAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } terms)
            await AnswerAsync(context, await issued.UpdateAsync(PathIds.Read(context, "id"), terms, context.RequestAborted));
    }

    public async Task RotateAsync(HttpContext context) =>
        await AnswerAsync(context, await issued.RotateAsync(PathIds.Read(context, "id"), context.RequestAborted));

    public async Task RevokeAsync(HttpContext context) =>
        await AnswerAsync(context, await issued.RevokeAsync(PathIds.Read(context, "id"), context.RequestAborted));

    /// <summary>The terms in the body; null when they were refused, and then that is answered.</summary>
    private ValueTask<ClientTerms?> ReadAsync(HttpContext context) =>
        OwnerBody.ReadAsync(context, engine, body => ClientKeyBody.Read(body, engine.Routes.Catalog));

    private static async Task AnswerAsync(HttpContext context, KeyChange change, int status = StatusCodes.Status200OK)
    {
        switch (change)
        {
            case { Problem: KeyProblem.NameIsTaken }:
                await ErrorResponse.WriteAsync(context, AdminRequests.Conflict("name_taken", "Another client key has that name. Names tell clients apart, in limits and in logs: choose another."));
                break;
            case { Problem: KeyProblem.Unknown }:
                await ErrorResponse.WriteAsync(context, AdminRequests.NotFound(
                    $"No issued client key of that id holds. GET {Path} lists them; a key with source 'config' is changed in the config file."));
                break;
            case { Key: { } key }:
                AuditNotes.About(context, key.Id, key.Name);
                context.Response.StatusCode = status;
                if (status == StatusCodes.Status201Created)
                    context.Response.Headers.Location = $"{Path}/{key.Id}";
                await using (var json = JsonResponse.Begin(context))
                    ClientKeyJson.Write(json, key, change.Secret);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }
}
