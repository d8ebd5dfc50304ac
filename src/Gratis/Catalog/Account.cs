using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Gratis.Catalog;

/// <summary>One credential at a provider.</summary>
[DebuggerDisplay("{Id}")]
internal sealed class Account
{
    private readonly string? _key;

    /// <summary>An account that is nothing but its key: another key is another account.</summary>
    public Account(string id, string? key)
    {
        Id = id;
        _key = string.IsNullOrEmpty(key) ? null : key;
        BearerHeader = _key is null ? null : "Bearer " + _key;
        Fingerprint = _key is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_key)).AsSpan(0, 8));
        Books = _key is null ? id : Fingerprint;
    }

    /// <summary>An account that outlives its key.</summary>
    /// <param name="id">As <see cref="Id"/>.</param>
    /// <param name="key">The key it has now.</param>
    /// <param name="books">As <see cref="Books"/>.</param>
    /// <param name="fingerprint">As <see cref="Fingerprint"/>.</param>
    public Account(string id, string key, string books, string fingerprint)
        : this(id, key) => (Books, Fingerprint) = (books, fingerprint);

    /// <summary>The provider's id, and the ordinal of the key as in <c>groq#2</c>, or the name of an account that was added.</summary>
    public string Id { get; }

    /// <summary>Tells one key from its successor without knowing either.</summary>
    public string Fingerprint { get; }

    /// <summary>What its quotas are booked under: the same for as long as the provider takes it for the same account.</summary>
    public string Books { get; }

    public bool HasKey => _key is not null;

    /// <summary>The ready header value: built once, not for each call.</summary>
    public string? BearerHeader { get; }

    public string? RevealKey() => _key;

    public override string ToString() => Id;
}
