using System.Security.Cryptography;
using System.Text;
using Gratis.AspNetCore.Accounts;
using Gratis.Stores;
using Microsoft.AspNetCore.DataProtection;
using Secret = Gratis.Hosting.Options.Secret;

namespace Gratis.Gateway.Serving.Vault;

/// <summary>
/// Seals with ASP.NET Core Data Protection. The ring lies in a folder beside the database and never in it, so that a copy of the database
/// alone opens nothing. The ring is read anew each time: somebody may have put it back, and a command line may have added to it.
/// </summary>
internal sealed class KeyRing(string folder) : ISecretSeal
{
    private const string Application = "Gratis";
    private const string Purpose = "Gratis.ProviderKeys.v1";
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The ring that belongs to a data folder.</summary>
    public static KeyRing Beside(string dataFolder) => new(Path.Combine(Path.GetFullPath(dataFolder), "keys"));

    public ReadOnlyMemory<byte> Seal(string key, string provider, string id)
    {
        try
        {
            Prepare();
            return ProtectorOf(Ring(mayGrow: true), provider, id).Protect(Encoding.UTF8.GetBytes(key));
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFault.NoPermission, folder, "the key ring cannot be used, so nothing was stored",
                "Let the user that runs the gateway own this folder and the files in it, and check the disk.", failure);
        }
    }

    public IReadOnlyList<HeldAccount> Open(IReadOnlyList<StoredAccount> accounts)
    {
        if (accounts.Count == 0)
            return [];
        var ring = HasKeys() ? Ring(mayGrow: false) : null;
        return [.. accounts.Select(account => Open(ring, account))];
    }

    private HeldAccount Open(IDataProtectionProvider? ring, StoredAccount account)
    {
        if (ring is null)
            return new HeldAccount(account, null, $"The key ring in {folder} is missing or cannot be read. {Cure(account)}");
        try
        {
            var key = ProtectorOf(ring, account.Provider, account.Id).Unprotect(account.Seal.ToArray());
            return new HeldAccount(account, new Secret(Encoding.UTF8.GetString(key)));
        }
        catch (CryptographicException)
        {
            return new HeldAccount(account, null, $"The key ring in {folder} does not open it: it was sealed with another one. {Cure(account)}");
        }
    }

    private static string Cure(StoredAccount account) => $"Put the files of that folder back, or give the key anew: gratis keys rotate {account.Id}";

    /// <summary>Bound to the account: a seal that is moved to another one, and so to another provider's address, stays shut.</summary>
    private static IDataProtector ProtectorOf(IDataProtectionProvider ring, string provider, string id) => ring.CreateProtector(Purpose, provider, id);

    /// <param name="mayGrow">A new key may be added to it; whoever only reads must not make a ring where there is none.</param>
    private IDataProtectionProvider Ring(bool mayGrow) => DataProtectionProvider.Create(new DirectoryInfo(folder), ring =>
    {
        ring.SetApplicationName(Application);
        if (!mayGrow)
            ring.DisableAutomaticKeyGeneration();
    });

    private bool HasKeys()
    {
        try
        {
            return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "key-*.xml").Any();
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Prepare()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, OwnerAlone);
        else if ((File.GetUnixFileMode(folder) & ~OwnerAlone) is not 0)
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) & OwnerAlone);
    }
}
