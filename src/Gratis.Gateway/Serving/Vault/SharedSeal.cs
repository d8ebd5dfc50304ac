using System.Security.Cryptography;
using System.Text;
using Gratis.AspNetCore.Accounts;
using Gratis.Stores;
using Secret = Gratis.Hosting.Options.Secret;

namespace Gratis.Gateway.Serving.Vault;

/// <summary>
/// Seals with a secret that every replica is given and the database is not, so that a copy of the database alone opens nothing.
/// AES-256-GCM, a version, a nonce, the sealed key and its tag; bound to the account.
/// </summary>
internal sealed class SharedSeal : ISecretSeal
{
    /// <summary>A secret is stretched by nothing: it has to be long itself.</summary>
    public const int LeastLength = 32;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const string Cure = "Set storage.secret (GRATIS_STORAGE_SECRET) to at least 32 random characters, the same on every gateway.";

    private readonly string _place;
    private readonly byte[]? _key;

    /// <param name="secret">The secret; null: nothing can be sealed.</param>
    /// <param name="place">Which database it is about.</param>
    public SharedSeal(Secret? secret, string place)
    {
        _place = place;
        _key = secret is null ? null : HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()), 32, info: "Gratis.ProviderKeys.v1"u8.ToArray());
    }

    public ReadOnlyMemory<byte> Seal(string key, string provider, string id)
    {
        if (_key is null)
            throw new StorageException(StorageFault.NoPermission, _place, "there is nothing to seal a provider key with, so nothing was stored", Cure);

        var text = Encoding.UTF8.GetBytes(key);
        var seal = new byte[1 + NonceLength + text.Length + TagLength];
        seal[0] = Version;
        RandomNumberGenerator.Fill(seal.AsSpan(1, NonceLength));
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(seal.AsSpan(1, NonceLength), text, seal.AsSpan(1 + NonceLength, text.Length), seal.AsSpan(1 + NonceLength + text.Length), Owner(provider, id));
        return seal;
    }

    public IReadOnlyList<HeldAccount> Open(IReadOnlyList<StoredAccount> accounts) => [.. accounts.Select(Open)];

    private HeldAccount Open(StoredAccount account)
    {
        if (_key is null)
            return new HeldAccount(account, null, "Its key is sealed with a secret that this gateway was not given. " + Cure);
        var seal = account.Seal.Span;
        if (seal.Length <= 1 + NonceLength + TagLength || seal[0] != Version)
            return Shut(account);

        var text = new byte[seal.Length - 1 - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(_key, TagLength);
            cipher.Decrypt(seal.Slice(1, NonceLength), seal.Slice(1 + NonceLength, text.Length), seal[^TagLength..], text, Owner(account.Provider, account.Id));
            return new HeldAccount(account, new Secret(Encoding.UTF8.GetString(text)));
        }
        catch (CryptographicException)
        {
            return Shut(account);
        }
    }

    private static HeldAccount Shut(StoredAccount account) => new(
        account, null, $"storage.secret does not open it: it was sealed with another one. Put that secret back, or give the key anew: gratis keys rotate {account.Id}");

    /// <summary>A seal that is moved to another account, and so to another provider's address, stays shut.</summary>
    private static byte[] Owner(string provider, string id) => Encoding.UTF8.GetBytes($"{provider}\0{id}");
}
