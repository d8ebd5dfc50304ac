using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Gateway.Backup;

/// <summary>
/// A data folder put together beside the one that it will replace: until it takes its place the old one is not touched. Disposed before
/// that, it leaves nothing behind.
/// </summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly string _place;
    private readonly string _stamp;

    /// <param name="place">The folder to be replaced.</param>
    /// <param name="now">Names what is put aside.</param>
    public StagedFolder(string place, DateTimeOffset now)
    {
        _place = Path.TrimEndingDirectorySeparator(place);
        _stamp = BackupStamp.Of(now);
        Folder = $"{_place}.restoring-{_stamp}-{Guid.NewGuid():N}";
        OwnFiles.MakeFolder(Folder);
    }

    public string Folder { get; }

    public string Database => Path.Combine(Folder, BackupMembers.Database);

    /// <summary>Names what is put aside; somebody may restore twice within a second.</summary>
    public string Aside(string path)
    {
        var first = $"{path}.before-restore-{_stamp}";
        var aside = first;
        for (var i = 2; Path.Exists(aside); i++)
            aside = FormattableString.Invariant($"{first}-{i}");
        return aside;
    }

    /// <summary>What the archive does not bring stays: the key ring and its like are taken over from the old folder.</summary>
    public void KeepSecrets() => Keep(SecretFiles.In(_place));

    /// <summary>The log of requests is in no backup, and stays.</summary>
    public void KeepLog() => Keep(SecretFiles.LogIn(_place));

    private void Keep(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var target = Path.Combine(Folder, file);
            OwnFiles.MakeFolder(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(_place, file), target);
        }
    }

    /// <summary>Takes the place of the old folder, which is put aside; where it is now, or null where there was none.</summary>
    /// <exception cref="BackupFault">Somebody uses the old one, or the system does not let it be renamed; then it is where it was.</exception>
    public string? TakePlace()
    {
        if (!Directory.Exists(_place))
        {
            Directory.Move(Folder, _place);
            return null;
        }

        var aside = Aside(_place);
        RefuseHeld(_place);
        Rename(_place, aside);
        try
        {
            // Between the look and the renaming somebody may have opened it; nobody can any more.
            RefuseHeld(aside);
            Directory.Move(Folder, _place);
            return aside;
        }
        catch (Exception) when (!Directory.Exists(_place))
        {
            Directory.Move(aside, _place);
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private void RefuseHeld(string folder)
    {
        using var hold = DatabaseHold.TryTake(Path.Combine(folder, BackupMembers.Database));
        if (hold is null)
            throw new BackupFault($"A gateway, or another program, uses the database in {_place}. Stop it, then restore again. Nothing was changed.");
    }

    private static void Rename(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException refused)
        {
            throw new BackupFault($"{from} cannot be renamed ({refused.Message}): is it a mount point, or is a file in it open? Restore into another folder with --data and start the gateway there. Nothing was changed.", refused);
        }
    }
}
