using System.Net;
using Gratis.AspNetCore.Sessions;
using Gratis.Quotas;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gratis.AspNetCore.Access;

/// <summary>Whether somebody is the owner: by the admin token, by a link that was made for signing in, or by the console's cookie.</summary>
internal sealed partial class OwnerProof(AccessControl access, ConsoleSessions sessions, SignInLinks links, FailedTokens failed, QuotaLedger ledger, ILoggerFactory logs)
{
    // Nobody finds it by a key: it is no hash of any.
    private static readonly KeyHash NoKey = KeyHash.FromBytes(new byte[32]);

    private readonly ILogger _log = logs.CreateLogger("Gratis.Access");

    /// <summary>As whom the console asks models: without limits of its own.</summary>
    public ClientKey Console { get; } = new("console", new ClientTerms { Name = "console" }, NoKey, ledger);

    /// <summary>Why a token is not taken; null: it is the admin token.</summary>
    public GatewayError? RefusalOf(ReadOnlySpan<char> token, IPAddress? remote) => Judge(token, remote, takesLinks: false, out _);

    /// <summary>Why a token is not taken for signing in; null: it is the admin token, or that of a link.</summary>
    public GatewayError? RefusalToSignIn(ReadOnlySpan<char> token, IPAddress? remote, out bool isLink) => Judge(token, remote, takesLinks: true, out isLink);

    /// <summary>The session that the request's cookie stands for; null where there is none that holds.</summary>
    public ValueTask<ConsoleSession?> SessionOfAsync(HttpRequest request) =>
        SessionCookie.Read(request) is { } id && sessions.Find(id) is { } session ? sessions.SeeAsync(session) : default;

    private GatewayError? Judge(ReadOnlySpan<char> token, IPAddress? remote, bool takesLinks, out bool isLink)
    {
        isLink = false;
        if (failed.WaitOf(remote) is { } wait)
            return GatewayError.RateLimitExceeded("Too many wrong tokens came from this address. Wait as long as Retry-After says, then try once more.", wait);

        if (access.Current.IsAdmin(token) || (isLink = takesLinks && links.Holds(token)))
        {
            failed.Forget(remote);
            return null;
        }

        if (failed.Add(remote) == FailedTokens.Free)
            TooManyFailures(_log, remote);
        return GatewayError.InvalidApiKey(takesLinks
            ? "That is neither the admin token nor a link that still holds: links are good once and for half an hour. Sign in with the admin token, or make another link."
            : "That is not the admin token. Send 'Authorization: Bearer <admin token>', or sign in to the console.");
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "Wrong admin tokens come from {Remote}; it has to wait longer and longer between them")]
    private static partial void TooManyFailures(ILogger log, IPAddress? remote);
}
