using Gratis.AspNetCore.Sessions;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Access;

/// <summary>The owner, as a request proved to be theirs.</summary>
/// <param name="Who">By what: <c>token</c> or <c>session</c>.</param>
/// <param name="Session">The session; null for the token.</param>
internal sealed record Caller(string Who, ConsoleSession? Session = null)
{
    public static Caller ByToken { get; } = new("token");

    public static Caller BySession(ConsoleSession session) => new("session", session);

    /// <summary>Whose the request is; null where it is not the owner's.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
