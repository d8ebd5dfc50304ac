namespace Gratis.AspNetCore.Access;

/// <summary>Holds the access rules in force: what the config says, and the keys that the gateway issued.</summary>
internal sealed class AccessControl(AccessSnapshot configured)
{
    private readonly Lock _changing = new();
    private IReadOnlyList<ClientKey> _issued = [];
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
    public void Issue(IReadOnlyList<ClientKey> keys)
    {
        lock (_changing)
        {
            _issued = keys;
            Combine();
        }
    }

    private void Combine() => _current = _issued.Count == 0 ? _configured : _configured with { ClientKeys = [.. _configured.ClientKeys, .. _issued] };
}
