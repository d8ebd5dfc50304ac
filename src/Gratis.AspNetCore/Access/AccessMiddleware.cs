using Gratis.AspNetCore.Sessions;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Gratis.AspNetCore.Access;

/// <summary>The one place where a request is let in or turned away.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessControl control, OwnerProof owner)
{
    private volatile KnownHost? _known;

    public Task InvokeAsync(HttpContext context)
    {
        var access = control.Current;
        if (!IsKnownHost(context.Request.Host, access))
            return Refuse(context, GatewayError.Forbidden("This server is not known by that Host. Use its address, or list the name under server.allowed_hosts."));
        if (OriginGuard.IsForeignOrigin(context.Request.Headers.Origin, context.Request, access))
            return Refuse(context, GatewayError.Forbidden("Web pages of that Origin may not call this server. List it under server.allowed_origins to let them."));

        if (CrossOrigin.Greet(context, access))
            return Task.CompletedTask;

        // No endpoint, or the router's own refusal of a method: the 404 or 405 that follows tells nothing.
        if (context.GetEndpoint() is not { } endpoint || endpoint is not RouteEndpoint and { Metadata.Count: 0 })
            return next(context);

        return endpoint.Metadata.GetMetadata<AccessRequirement>()?.Policy switch
        {
            AccessPolicy.Open => next(context),
            AccessPolicy.DataPlane => LetClientIn(context, access),
            AccessPolicy.Admin => LetAdminIn(context, access),
            _ => Refuse(context, GatewayError.Forbidden("This endpoint has no access policy and is closed.")),
        };
    }

    private bool IsKnownHost(HostString host, AccessSnapshot access)
    {
        if (_known is { } known && ReferenceEquals(known.Access, access) && known.Host == host.Value)
            return true;
        if (OriginGuard.IsForeignHost(host, access))
            return false;

        // Nearly every request comes with the same one.
        _known = new KnownHost(access, host.Value);
        return true;
    }

    /// <summary>A key that is shown counts, right or wrong. Only without one the console's cookie does, for it comes along unasked.</summary>
    private Task LetClientIn(HttpContext context, AccessSnapshot access)
    {
        var key = PresentedKey(context.Request.Headers);
        if (key.IsEmpty && SessionCookie.Read(context.Request) is not null)
            return LetSessionIn(context, access, owner.Console, c => access.ClientKeys.Count == 0 ? LetAnyoneIn(c, access) : RefuseClient(c, isKeyShown: false));
        if (access.ClientKeys.Count == 0)
            return access.IsRevoked(key) ? RefuseClient(context, isKeyShown: true) : LetAnyoneIn(context, access);
        if (key.IsEmpty || access.FindClient(key) is not { } client)
            return RefuseClient(context, isKeyShown: !key.IsEmpty);

        client.Used?.Invoke();
        context.Features.Set(client);
        return next(context);
    }

    private Task LetAnyoneIn(HttpContext context, AccessSnapshot access) => access.IsLoopback
        ? next(context)
        : Refuse(context, GatewayError.InvalidApiKey("This server has no client keys yet; add one under auth.client_keys, or issue one with POST /admin/api/client-keys."));

    private static Task RefuseClient(HttpContext context, bool isKeyShown) => Refuse(context, GatewayError.InvalidApiKey(isKeyShown
        ? "That API key is not known here, or was revoked."
        : "No API key. Send 'Authorization: Bearer <key>' with a key of this gateway."));

    private Task LetAdminIn(HttpContext context, AccessSnapshot access)
    {
        var token = PresentedKey(context.Request.Headers);
        if (token.IsEmpty)
            return LetSessionIn(context, access, null, RefuseStranger);
        if (owner.RefusalOf(token, context.Connection.RemoteIpAddress) is { } refusal)
            return Refuse(context, refusal);

        context.Features.Set(Caller.ByToken);
        return next(context);
    }

    /// <summary>Lets the console in that is signed in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="access">The rules.</param>
    /// <param name="client">As whom it asks models.</param>
    /// <param name="otherwise">What becomes of everybody else.</param>
    private async Task LetSessionIn(HttpContext context, AccessSnapshot access, ClientKey? client, RequestDelegate otherwise)
    {
        if (await owner.SessionOfAsync(context.Request) is not { } session)
            await otherwise(context);
        else if (CrossSite.RefusalOf(context.Request, access) is { } foreign)
            await Refuse(context, foreign);
        else
        {
            context.Features.Set(Caller.BySession(session));
            context.Features.Set(client);
            await next(context);
        }
    }

    private static Task RefuseStranger(HttpContext context) =>
        Refuse(context, GatewayError.InvalidApiKey("This is the owner's: sign in to the console, or send 'Authorization: Bearer <admin token>'."));

    private static ReadOnlySpan<char> PresentedKey(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString().AsSpan().Trim();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return authorization["Bearer ".Length..].Trim();

        return headers["x-api-key"].ToString().AsSpan().Trim();
    }

    private static Task Refuse(HttpContext context, GatewayError error)
    {
        if (error.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return ErrorResponse.WriteAsync(context, error);
    }

    private sealed record KnownHost(AccessSnapshot Access, string? Host);
}

/// <summary>The policy of an endpoint, as its metadata.</summary>
internal sealed record AccessRequirement(AccessPolicy Policy);
