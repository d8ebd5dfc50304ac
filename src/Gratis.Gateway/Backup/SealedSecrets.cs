using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gratis.Gateway.Backup;

/// <summary>
/// Bytes behind a passphrase: AES-256-GCM under a key of PBKDF2-SHA256. Everything that leads to the key is authenticated with the rest.
/// Layout: magic, iterations, salt, nonce, tag, then what is sealed.
/// </summary>
internal static class SealedSecrets
{
    private const int ShortestPassphrase = 12;

    private const int Iterations = 600_000;

    // A stranger's archive may neither weaken the key nor keep this machine busy for an hour.
    private const int MostIterations = 10_000_000;

    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private static readonly byte[] Magic = "GRSEAL1\n"u8.ToArray();
    private static readonly int SaltAt = Magic.Length + sizeof(int);
    private static readonly int NonceAt = SaltAt + SaltBytes;
    private static readonly int TagAt = NonceAt + NonceBytes;
    private static readonly int BodyAt = TagAt + TagBytes;

    /// <exception cref="BackupFault">Whoever gets the archive could guess it.</exception>
    public static void RefuseShort(string passphrase)
    {
        if (passphrase.Length < ShortestPassphrase)
            throw new BackupFault($"The passphrase is shorter than {ShortestPassphrase} characters: whoever gets the archive could guess it. Take a longer one.");
    }

    public static byte[] Seal(ReadOnlySpan<byte> secret, string passphrase)
    {
        var sealedBytes = new byte[BodyAt + secret.Length];
        Magic.CopyTo(sealedBytes.AsSpan());
        BinaryPrimitives.WriteInt32BigEndian(sealedBytes.AsSpan(Magic.Length), Iterations);
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(SaltAt, SaltBytes + NonceBytes));
        using var cipher = Cipher(passphrase, sealedBytes.AsSpan(SaltAt, SaltBytes), Iterations);
        cipher.Encrypt(sealedBytes.AsSpan(NonceAt, NonceBytes), secret, sealedBytes.AsSpan(BodyAt), sealedBytes.AsSpan(TagAt, TagBytes), sealedBytes.AsSpan(0, TagAt));
        return sealedBytes;
    }

    /// <exception cref="BackupFault">The passphrase is another one, or the bytes are damaged.</exception>
    public static byte[] Open(ReadOnlySpan<byte> sealedBytes, string passphrase)
    {
        var iterations = sealedBytes.Length >= BodyAt && sealedBytes.StartsWith(Magic) ? BinaryPrimitives.ReadInt32BigEndian(sealedBytes[Magic.Length..]) : 0;
        if (iterations is < Iterations or > MostIterations)
            throw new BackupFault($"{BackupMembers.Secrets} is damaged, or not sealed by this program. Nothing was changed.");

        var secret = new byte[sealedBytes.Length - BodyAt];
        using var cipher = Cipher(passphrase, sealedBytes.Slice(SaltAt, SaltBytes), iterations);
        try
        {
            cipher.Decrypt(sealedBytes.Slice(NonceAt, NonceBytes), sealedBytes[BodyAt..], sealedBytes.Slice(TagAt, TagBytes), secret, sealedBytes[..TagAt]);
            return secret;
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new BackupFault("The passphrase is not the one that the secrets were sealed with, or the archive was altered. Nothing was changed.", wrong);
        }
    }

    private static AesGcm Cipher(string passphrase, ReadOnlySpan<byte> salt, int iterations)
    {
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, iterations, HashAlgorithmName.SHA256, KeyBytes);
        try
        {
            return new AesGcm(key, TagBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
