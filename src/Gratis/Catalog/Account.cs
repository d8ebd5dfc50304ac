using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Gratis.Catalog;

/// <summary>One credential at a provider.</summary>
[DebuggerDisplay("{Id}")]
internal sealed class Account
{
    private readonly string? _key;

    public Account(string id, string? key)
    {
        Id = id;
        _key = string.IsNullOrEmpty(key) ? null : key;
        BearerHeader = _key is null ? null : "Bearer " + _key;
        Fingerprint = _key is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_key)).AsSpan(0, 8));
    }

    /// <summary>The provider's id and the ordinal of the key, as in <c>groq#2</c>.</summary>
    public string Id { get; }

    /// <summary>Tells one key from its successor without knowing either.</summary>
    public string Fingerprint { get; }

    public bool HasKey => _key is not null;

    /// <summary>The ready header value: built once, not for each call.</summary>
    public string? BearerHeader { get; }

    public string? RevealKey() => _key;

    public override string ToString() => Id;
}
