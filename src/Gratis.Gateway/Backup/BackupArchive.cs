using System.IO.Compression;
using System.Security.Cryptography;
using Gratis.Gateway.Commands.Screens;
using Gratis.Storage;

namespace Gratis.Gateway.Backup;

/// <summary>An archive that somebody else may have made: nothing of it is believed before it was checked.</summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    private readonly ZipArchive _zip;

    private BackupArchive(ZipArchive zip, BackupManifest manifest) => (_zip, Manifest) = (zip, manifest);

    public BackupManifest Manifest { get; }

    /// <summary>Opens it and compares what is in it with what it says is in it.</summary>
    /// <exception cref="BackupFault">It cannot be restored by this release.</exception>
    public static async Task<BackupArchive> OpenAsync(string path, CancellationToken cancel)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancel);
            var manifest = await ReadManifestAsync(zip, cancel);
            Compare(zip, manifest);
            return new BackupArchive(zip, manifest);
        }
        catch (Exception refused)
        {
            await file.DisposeAsync();
            if (refused is InvalidDataException)
                throw new BackupFault($"{path} is no archive that can be read: {refused.Message} Nothing was changed.", refused);
            throw;
        }
    }

    /// <summary>Takes one member out and makes sure that it is what the manifest says.</summary>
    public async Task ExtractAsync(string name, string target, CancellationToken cancel)
    {
        var member = Manifest.Find(name)!;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var from = await _zip.GetEntry(name)!.OpenAsync(cancel);
            await using var to = OwnFiles.Create(target);
            var bytes = await BoundedCopy.CopyAsync(from, to, member.Bytes, cancel, hash);
            if (bytes != member.Bytes || !Convert.ToHexStringLower(hash.GetHashAndReset()).Equals(member.Sha256, StringComparison.OrdinalIgnoreCase))
                throw Damaged(name);
            to.Flush(flushToDisk: true);
        }
        catch (InvalidDataException broken)
        {
            throw Damaged(name, broken);
        }
    }

    /// <summary>Takes the sealed secrets out, each to its place in a folder. Without their passphrase they are looked at, and stay in the archive.</summary>
    public async Task ExtractSecretsAsync(string folder, string? passphrase, CancellationToken cancel)
    {
        var file = Path.Combine(folder, BackupMembers.Secrets);
        await ExtractAsync(BackupMembers.Secrets, file, cancel);
        var sealedBytes = await File.ReadAllBytesAsync(file, cancel);
        File.Delete(file);
        if (passphrase is not null)
            await SecretFiles.UnpackAsync(SealedSecrets.Open(sealedBytes, passphrase), folder, cancel);
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, CancellationToken cancel)
    {
        if (zip.GetEntry(BackupMembers.Manifest) is not { } entry)
            throw new BackupFault($"The archive has no {BackupMembers.Manifest}: it is no backup of this program. Nothing was changed.");
        using var bytes = new MemoryStream();
        await using (var from = await entry.OpenAsync(cancel))
            await BoundedCopy.CopyAsync(from, bytes, BackupMembers.MostManifestBytes, cancel);
        return BackupManifest.Read(bytes.ToArray());
    }

    private static void Compare(ZipArchive zip, BackupManifest manifest)
    {
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName != BackupMembers.Manifest && BackupMembers.MostBytesOf(entry.FullName) is null)
                throw new BackupFault($"The archive holds '{Plain.Line(entry.FullName)}', which no backup of this program does. Nothing was changed.");
        }

        var told = manifest.Members.Select(member => member.Name).Append(BackupMembers.Manifest).Order(StringComparer.Ordinal);
        if (!told.SequenceEqual(zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)))
            throw new BackupFault("What the archive holds is not what it says it holds: it is cut, or was altered. Nothing was changed.");
        foreach (var member in manifest.Members)
        {
            if (member.Bytes < 0 || member.Bytes > BackupMembers.MostBytesOf(member.Name))
                throw new BackupFault($"{member.Name} in the archive is larger than any can be. Nothing was changed.");
        }

        if (manifest.Find(BackupMembers.Database) is null)
            throw new BackupFault("The archive holds no database. Nothing was changed.");
        if (manifest.Schema > Migration.BuiltIn[^1].Number)
        {
            throw new BackupFault(FormattableString.Invariant(
                $"A newer release ({Plain.Line(manifest.Version)}) has made this backup: schema {manifest.Schema}, this release knows {Migration.BuiltIn[^1].Number}. Restore it with that release or a later one. Nothing was changed."));
        }
    }

    private static BackupFault Damaged(string name, Exception? inner = null) =>
        new($"{name} in the archive is damaged: its checksum is not the one that was written down. Take another backup. Nothing was changed.", inner);
}
