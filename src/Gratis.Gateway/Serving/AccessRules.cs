using System.Collections.Concurrent;
using Gratis.AspNetCore.Access;
using Gratis.Gateway.Configuration.Model;

namespace Gratis.Gateway.Serving;

/// <summary>From the config to who may do what. Keeps the running minute of a key that a reload leaves as it is.</summary>
internal sealed class AccessRules(ListenAddress address, KeyHash? generatedAdmin, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Name, int Rpm), RequestWindow> _windows = new();

    /// <summary>Why this server must not start; null when it may.</summary>
    public static string? RefusalToStart(AuthConfig auth, ListenAddress address) =>
        address.IsLoopback || auth.ClientKeys.Count > 0
            ? null
            : $"'{address.Host}' can be reached from other machines, and there is no client key: anyone could spend your quotas. Add one under auth.client_keys, or listen on 127.0.0.1.";

    public AccessSnapshot For(GatewayConfig config) => new()
    {
        ClientKeys = [.. config.Auth.ClientKeys.Select(KeyOf)],
        AdminToken = config.Auth.AdminToken is { } own ? KeyHash.Of(own.Reveal()) : generatedAdmin,
        IsLoopback = address.IsLoopback,
        AllowedHosts = config.Server.AllowedHosts.Count == 0 ? [] : [.. config.Server.AllowedHosts, address.Host],
        AllowedOrigins = config.Server.AllowedOrigins,
    };

    private ClientKey KeyOf(ClientKeyConfig key) => new(
        key.Name,
        KeyHash.Of(key.Key!.Reveal()),
        key.Rpm is { } rpm ? _windows.GetOrAdd((key.Name, rpm), k => new RequestWindow(k.Rpm, time)) : null,
        key.Models.Count == 0 ? null : [.. key.Models]);
}
