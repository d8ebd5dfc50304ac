using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Auditing;
using Gratis.AspNetCore.Status;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Sessions;

/// <summary><c>/admin/api/session</c>: signing in, being signed in, signing out, and links for signing in elsewhere.</summary>
internal sealed class SessionEndpoint(
    GratisEngine engine, OwnerProof proof, ConsoleSessions sessions, SignInLinks links, AuditTrail trail, GatewayStatus status)
{
    public const string Path = "/admin/api/session";
    public const string LinkPath = Path + "/link";

    public async Task SignInAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, SignInBody.Read) is not { Token: var token })
            return;
        if (proof.RefusalToSignIn(token, context.Connection.RemoteIpAddress, out var isLink) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        var (id, session) = await sessions.BeginAsync();

        // Only now, so that a link is not lost to a disk that is full; of two who come with the same one, the second is too late.
        if (isLink && !links.TryUse(token))
        {
            await sessions.EndAsync(session);
            await RefuseAsync(context, GatewayError.InvalidApiKey("That link was used a moment ago. Make another one, or sign in with the admin token."));
            return;
        }

        await trail.SignedInAsync(context, isLink ? "link" : "token", StatusCodes.Status200OK);
        SessionCookie.Write(context, id);
        await AnswerAsync(context, session);
    }

    /// <summary>Who is not signed in has been turned away before this.</summary>
    public Task GetAsync(HttpContext context) => AnswerAsync(context, Caller.Of(context)?.Session);

    public async Task SignOutAsync(HttpContext context)
    {
        AuditNotes.Call(context, AuditTrail.SignOut);
        if (Caller.Of(context)?.Session is { } session)
            await sessions.EndAsync(session);
        SessionCookie.Remove(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task MakeLinkAsync(HttpContext context)
    {
        // Whoever gets here proved to be the owner by that token, so there is one; it may have gone since.
        if (links.New() is not { } link)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.Conflict("no_admin_token", "There is no admin token any more, so nobody can sign in. Set GRATIS_ADMIN_TOKEN."));
            return;
        }

        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("token", link.Token);
        json.WriteString("url", link.At(ConsoleOrigin.Of(context.Request)));
        json.WriteInstant("expires_at", link.ExpiresAt);
        json.WriteEndObject();
    }

    private async Task RefuseAsync(HttpContext context, GatewayError refusal)
    {
        // One that was not even looked at is no entry: a thousand a second would be a thousand writes a second.
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            await trail.SignedInAsync(context, "unknown", refusal.Status);
        await ErrorResponse.WriteAsync(context, refusal);
    }

    private async Task AnswerAsync(HttpContext context, ConsoleSession? session)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteBoolean("signed_in", true);
        json.WriteInstant("expires_at", session?.ExpiresAt);
        json.WriteBoolean("demo", status.IsDemo);
        json.WriteString("version", GatewayVersion.Text);
        json.WriteEndObject();
    }
}
