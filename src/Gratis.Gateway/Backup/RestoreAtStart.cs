using Gratis.Storage;

namespace Gratis.Gateway.Backup;

/// <summary>
/// A backup that waits within the data folder until the gateway starts again: books that are open cannot be exchanged. All of it stays within
/// that folder, which may be a mount point and then cannot be renamed. Cut off in the midst, the next start goes on where this one ended.
/// </summary>
internal static class RestoreAtStart
{
    /// <summary>Where it waits, below the data folder.</summary>
    public const string Folder = "restore-at-start";

    /// <summary>How folders begin that keep what was replaced.</summary>
    public const string Aside = "before-restore-";

    /// <summary>What waits; null where nothing does.</summary>
    public static BackupManifest? Waiting(string data)
    {
        var manifest = Path.Combine(data, Folder, BackupMembers.Manifest);
        return File.Exists(manifest) ? BackupManifest.Read(File.ReadAllBytes(manifest)) : null;
    }

    /// <summary>Takes an archive in: checked as a whole, it waits; whatever waited before is forgotten.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="archive">Its bytes.</param>
    /// <param name="mostBytes">More than so many are refused.</param>
    /// <param name="passphrase">Opens its secrets; null: those that are here stay.</param>
    /// <param name="cancel">Gives up and leaves nothing behind.</param>
    /// <exception cref="BackupFault">It cannot be restored.</exception>
    public static async Task<BackupManifest> StageAsync(string data, Stream archive, long mostBytes, string? passphrase, CancellationToken cancel)
    {
        var staged = Path.Combine(data, $"{Folder}.{Guid.NewGuid():N}");
        OwnFiles.MakeFolder(staged);
        try
        {
            var file = Path.Combine(staged, "archive.zip");
            await using (var copy = OwnFiles.Create(file))
                await BoundedCopy.CopyAsync(archive, copy, mostBytes, cancel);
            var manifest = await UnpackAsync(file, staged, passphrase, cancel);
            File.Delete(file);
            await File.WriteAllBytesAsync(Path.Combine(staged, BackupMembers.Manifest), manifest.ToBytes(), cancel);
            Forget(data);
            Directory.Move(staged, Path.Combine(data, Folder));
            return manifest;
        }
        finally
        {
            Drop(staged);
        }
    }

    public static void Forget(string data) => Drop(Path.Combine(data, Folder));

    /// <summary>Puts what waits in place; where what was there is now, or null where nothing waited or somebody has the books open.</summary>
    public static string? Apply(string data, DateTimeOffset now)
    {
        var waiting = Path.Combine(data, Folder);
        if (!Directory.Exists(waiting))
            return null;

        // Held for the look alone: whoever opens the books next is this gateway, and another one is refused by them as always.
        using (var hold = DatabaseHold.TryTake(Path.Combine(data, BackupMembers.Database)))
        {
            if (hold is null)
                return null;
        }

        var aside = Path.Combine(data, Aside + BackupStamp.Of(now));
        var files = Directory.EnumerateFiles(waiting, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(waiting, file)).ToList();
        foreach (var file in files.Where(file => file != BackupMembers.Manifest))
        {
            // The log beside an old database would be taken for one of the new.
            foreach (var old in file == BackupMembers.Database ? (string[])[file + "-wal", file + "-shm", file] : [file])
                Move(Path.Combine(data, old), Path.Combine(aside, old));
            Move(Path.Combine(waiting, file), Path.Combine(data, file));
        }

        Drop(waiting);
        return aside;
    }

    private static async Task<BackupManifest> UnpackAsync(string file, string staged, string? passphrase, CancellationToken cancel)
    {
        await using var archive = await BackupArchive.OpenAsync(file, cancel);
        await archive.ExtractAsync(BackupMembers.Database, Path.Combine(staged, BackupMembers.Database), cancel);
        RestoredDatabase.Check(staged);
        if (passphrase is null)
            return archive.Manifest;
        if (archive.Manifest.Find(BackupMembers.Secrets) is null)
            throw new BackupFault("The archive holds no secrets. Leave out the passphrase. Nothing was changed.");

        await archive.ExtractSecretsAsync(staged, passphrase, cancel);
        return archive.Manifest;
    }

    private static void Move(string from, string to)
    {
        if (!File.Exists(from))
            return;
        OwnFiles.MakeFolder(Path.GetDirectoryName(to)!);
        File.Move(from, to);
    }

    private static void Drop(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
