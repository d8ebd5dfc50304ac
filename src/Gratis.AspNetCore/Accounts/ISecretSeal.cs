using Gratis.Stores;

namespace Gratis.AspNetCore.Accounts;

/// <summary>Seals keys before they are stored, and opens them. A seal is bound to its account: moved to another one it stays shut.</summary>
internal interface ISecretSeal
{
    /// <summary>The key, sealed.</summary>
    /// <exception cref="StorageException">The key ring cannot be used; the message says why.</exception>
    ReadOnlyMemory<byte> Seal(string key, string provider, string id);

    /// <summary>The accounts with their keys, as the key ring is now; what does not open says why.</summary>
    IReadOnlyList<HeldAccount> Open(IReadOnlyList<StoredAccount> accounts);
}
