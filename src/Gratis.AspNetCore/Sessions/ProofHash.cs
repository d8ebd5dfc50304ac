using System.Security.Cryptography;
using System.Text;
using Gratis.AspNetCore.Access;

namespace Gratis.AspNetCore.Sessions;

/// <summary>
/// What is kept of a session's id or a link's token: a hash that only it and the admin token in force make together. So another admin token ends
/// every session and link, however it was changed, and what is kept tells nothing of either.
/// </summary>
internal static class ProofHash
{
    /// <param name="secret">The id or token.</param>
    /// <param name="admin">The hash of the admin token.</param>
    public static KeyHash Of(string secret, KeyHash admin) => KeyHash.FromBytes(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), admin.Bytes.Span));
}
