using System.Net;
using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Auditing;
using Gratis.AspNetCore.Sessions;
using Gratis.Gateway.Configuration.Watching;

namespace Gratis.Gateway.Serving;

/// <summary>How the owner gets in, and the record of what they do there.</summary>
internal sealed class OwnerDoor : IAdminTokenKeeper, IDisposable
{
    private readonly AdminToken _token;
    private readonly ConsoleSessions _sessions;
    private readonly SignInLinks _links;
    private readonly OwnerProof _proof;
    private readonly AuditTrail _trail;
    private readonly ConfigSource _config;
    private readonly Action _applyRules;

    private OwnerDoor(AdminToken token, AccessControl access, AccessRules rules, GatewayBooks books, ConfigSource config, Surroundings around, ILoggerFactory logs)
    {
        (_token, _config) = (token, config);
        _applyRules = () => access.Configure(rules.For(config.Current.Config));
        _sessions = new ConsoleSessions(books.Settings, access, around.Time);
        _links = new SignInLinks(access, around.Time);
        _proof = new OwnerProof(access, _sessions, _links, new FailedTokens(around.Time), books.Quotas, logs);
        _trail = new AuditTrail(books.Audit, around.Time, logs);
        config.Changed += changed => _ = _trail.ReloadedAsync(changed.File, changed.Version);
    }

    public bool IsConfigured => _config.Current.Config.Auth.AdminToken is not null;

    public static async Task<OwnerDoor> OpenAsync(
        AdminToken token, AccessControl access, AccessRules rules, GatewayBooks books, ConfigSource config, Surroundings around, ILoggerFactory logs, CancellationToken cancel)
    {
        var door = new OwnerDoor(token, access, rules, books, config, around, logs);
        await door._sessions.LoadAsync(cancel);
        return door;
    }

    public void AddTo(IServiceCollection services) => services
        .AddSingleton(_sessions).AddSingleton(_links).AddSingleton(_proof).AddSingleton(_trail).AddSingleton<IAdminTokenKeeper>(this);

    /// <summary>While nobody has ever signed in, shows on the terminal where one does. Never in the log: whoever reads it could sign in.</summary>
    public async Task InviteAsync(Uri address, TextWriter terminal)
    {
        if (!_sessions.HasEverBegun && _links.New() is { } link)
            await terminal.WriteLineAsync($"\n  Sign in to the console with this link, once and within {SignInLinks.Lifetime.TotalMinutes} minutes:\n  {link.At(OnThisMachine(address))}\n");
    }

    public async Task PutInForceAsync(KeyHash token)
    {
        await _token.KeepAsync(token, CancellationToken.None);
        _applyRules();
    }

    /// <summary>Takes up what another replica has changed of who may come in.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _token.RefreshAsync(cancel);
        _applyRules();
        await _sessions.LoadAsync(cancel);
    }

    public void Dispose() => _sessions.Dispose();

    /// <summary>Any address of this machine is listened on: the one that always answers here.</summary>
    private static string OnThisMachine(Uri address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? $"{address.Scheme}://127.0.0.1:{address.Port}"
        : address.GetLeftPart(UriPartial.Authority);
}
