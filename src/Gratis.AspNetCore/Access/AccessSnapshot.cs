namespace Gratis.AspNetCore.Access;

/// <summary>Who may do what, at one instant. Swapped whole when the config changes.</summary>
internal sealed record AccessSnapshot
{
    public required IReadOnlyList<ClientKey> ClientKeys { get; init; }

    /// <summary>Issued keys that were revoked: refused even where, for want of any key, every other is taken.</summary>
    public IReadOnlyList<KeyHash> RevokedKeys { get; init; } = [];

    public required KeyHash? AdminToken { get; init; }

    /// <summary>Whose midnight ends the days and months of the clients' budgets.</summary>
    public string BudgetZone { get; init; } = "UTC";

    /// <summary>The server listens on a loopback address only.</summary>
    public required bool IsLoopback { get; init; }

    /// <summary>Host names beside the loopback ones under which this server may be addressed; empty on a public bind: any.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Web origins beside its own that may call it.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Compares against every key, so that timing does not tell which one was close.</summary>
    public ClientKey? FindClient(ReadOnlySpan<char> key)
    {
        Span<byte> hash = stackalloc byte[32];
        KeyHash.HashPresented(key, hash);
        ClientKey? found = null;
        foreach (var client in ClientKeys)
        {
            if (client.Hash.Matches(hash))
                found = client;
        }

        return found;
    }

    public bool IsRevoked(ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || RevokedKeys.Count == 0)
            return false;

        Span<byte> hash = stackalloc byte[32];
        KeyHash.HashPresented(key, hash);
        var isRevoked = false;
        foreach (var revoked in RevokedKeys)
            isRevoked |= revoked.Matches(hash);
        return isRevoked;
    }

    public bool IsAdmin(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[32];
        KeyHash.HashPresented(token, hash);
        return AdminToken?.Matches(hash) == true;
    }
}
