using Gratis.AspNetCore.Access;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Sessions;

/// <summary><c>POST /admin/api/admin-token/rotate</c>: another admin token, shown once. Every session but the one that asked for it ends, and so does every link.</summary>
internal sealed class AdminTokenEndpoint(IAdminTokenKeeper keeper, ConsoleSessions sessions)
{
    public const string RotatePath = "/admin/api/admin-token/rotate";

    public async Task RotateAsync(HttpContext context)
    {
        if (keeper.IsConfigured)
        {
            await ErrorResponse.WriteAsync(context, AdminRequests.Conflict("admin_token_is_configured",
                "The admin token is named by auth.admin_token of the config, or by GRATIS_ADMIN_TOKEN in the environment. Change it there: every session ends with it."));
            return;
        }

        var token = RandomToken.New();
        var hash = KeyHash.Of(token);
        await sessions.MoveAsync(Caller.Of(context)?.Session, SessionCookie.Read(context.Request), hash, () => keeper.PutInForceAsync(hash));

        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("token", token);
        json.WriteEndObject();
    }
}
