using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Sessions;
using Gratis.Gateway.Configuration.Model;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>The admin token where the owner named none: generated at the first start, shown once, kept as a hash.</summary>
internal sealed class AdminToken
{
    /// <summary>Where its hash is kept.</summary>
    public const string SettingKey = "admin_token_sha256";

    private readonly ISettingsStore _settings;
    private volatile KeyHash? _generated;

    private AdminToken(ISettingsStore settings, KeyHash? generated) => (_settings, _generated) = (settings, generated);

    /// <summary>The hash of the generated token; null while the owner has one of their own.</summary>
    public KeyHash? Generated => _generated;

    public static async Task<AdminToken> FindAsync(AuthConfig auth, ISettingsStore settings, TextWriter terminal, CancellationToken cancel)
    {
        var found = new AdminToken(settings, null);
        await found.RefreshAsync(cancel);
        if (found.Generated is not null || auth.AdminToken is not null)
            return found;

        // Of gateways that start together on one database one makes it.
        var token = RandomToken.New();
        var isMade = await settings.Add(SettingKey, KeyHash.Of(token).ToHex(), cancel);
        await found.RefreshAsync(cancel);
        if (!isMade)
            return found;

        // To the terminal alone, once: a log may be kept, shipped and read by others.
        await terminal.WriteLineAsync($"\n  Admin token, shown this once: {token}\n  Set GRATIS_ADMIN_TOKEN to use one of your own.\n");
        return found;
    }

    /// <summary>Takes up the token that another replica put in its place.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        if (await _settings.Find(SettingKey, cancel) is { } stored)
            _generated = KeyHash.FromHex(stored.Value);
    }

    /// <summary>Another token takes its place.</summary>
    public async Task KeepAsync(KeyHash hash, CancellationToken cancel)
    {
        await _settings.Save(SettingKey, hash.ToHex(), cancel);
        _generated = hash;
    }
}
