using System.Buffers.Text;
using System.Security.Cryptography;
using Gratis.AspNetCore.Access;
using Gratis.Gateway.Configuration.Model;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>The admin token where the owner named none: generated at the first start, shown once, kept as a hash.</summary>
internal static class AdminToken
{
    /// <summary>Where its hash is kept.</summary>
    public const string SettingKey = "admin_token_sha256";

    /// <summary>The hash of the generated token; null when the owner has one of their own.</summary>
    public static async Task<KeyHash?> FindAsync(AuthConfig auth, ISettingsStore settings, TextWriter terminal, CancellationToken cancel)
    {
        if (await settings.Find(SettingKey, cancel) is { } stored)
            return KeyHash.FromHex(stored.Value);
        if (auth.AdminToken is not null)
            return null;

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var hash = KeyHash.Of(token);
        await settings.Save(SettingKey, hash.ToHex(), cancel);

        // To the terminal alone, once: a log may be kept, shipped and read by others.
        await terminal.WriteLineAsync($"\n  Admin token, shown this once: {token}\n  Set GRATIS_ADMIN_TOKEN to use one of your own.\n");
        return hash;
    }
}
