namespace Gratis.AspNetCore.Access;

/// <summary>Holds the access rules in force: what the config says, and the keys that the gateway issued.</summary>
internal sealed class AccessControl(AccessSnapshot configured)
{
    private readonly Lock _changing = new();
    private Func<string, IReadOnlyList<ClientKey>> _issued = _ => [];
    private IReadOnlyList<KeyHash> _revoked = [];
    private AccessSnapshot _configured = configured;
    private volatile AccessSnapshot _current = configured;

    public AccessSnapshot Current => _current;

    /// <summary>The config says something else now.</summary>
    public void Configure(AccessSnapshot access)
    {
        lock (_changing)
        {
            _configured = access;
            Combine();
        }
    }

    /// <summary>These are the issued keys that hold now.</summary>
    /// <param name="inZone">The keys with their budgets in a time zone: which one the config says, and may say anew.</param>
    /// <param name="revoked">Those that were issued and hold no more.</param>
    public void Issue(Func<string, IReadOnlyList<ClientKey>> inZone, IReadOnlyList<KeyHash> revoked)
    {
        lock (_changing)
        {
            (_issued, _revoked) = (inZone, revoked);
            Combine();
        }
    }

    private void Combine() =>
        _current = _configured with { ClientKeys = [.. _configured.ClientKeys, .. _issued(_configured.BudgetZone)], RevokedKeys = _revoked };
}
