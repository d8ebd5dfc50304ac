using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Gateway.Commands.Doctor.Probes;

/// <summary>Looks at the data folder and the database in it. Leaves both as they were.</summary>
internal static class HouseProbe
{
    private const int MostDamage = 5;

    public static FolderFacts LookAtFolder(string path)
    {
        // Of a folder that is not there yet, the nearest that is decides.
        var there = path;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { Length: > 0 } above)
            there = above;
        var exists = there == path;
        UnixFileMode? mode = exists && !OperatingSystem.IsWindows() ? File.GetUnixFileMode(path) : null;
        return new FolderFacts(path, exists, File.Exists(path) ? "this is a file" : RefusalOf(there), mode, FreeBytesAt(there));
    }

    public static DatabaseFacts LookAtDatabase(string folder, TimeSpan patience)
    {
        var facts = new DatabaseFacts(Path.Combine(folder, new SqliteOptions(folder).FileName));
        if (new FileInfo(facts.Path) is not { Exists: true, Length: > 0 and var bytes })
            return facts;

        facts = facts with { Exists = true, Bytes = bytes };
        try
        {
            using (var hold = DatabaseHold.TryTake(facts.Path))
                facts = facts with { IsHeld = hold is null };
            using var copy = DatabaseCopy.Take(folder, patience);
            return copy is null ? facts : facts with { Note = copy.Note, Damage = DamageOf(copy) };
        }
        catch (StorageException unusable)
        {
            return facts with { Fault = unusable.Message };
        }
    }

    private static List<string> DamageOf(DatabaseCopy copy)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy.File, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(5)";
            using var rows = check.ExecuteReader();
            var said = new List<string>();
            while (rows.Read() && said.Count < MostDamage)
                said.Add(rows.GetString(0));
            return said is ["ok"] ? [] : said;
        }
        catch (SqliteException broken)
        {
            return [broken.Message];
        }
    }

    /// <summary>Rights, quotas, read-only disks: only a write tells. It is gone as soon as it is closed.</summary>
    private static string? RefusalOf(string folder)
    {
        try
        {
            using var trial = new FileStream(
                Path.Combine(folder, $".gratis-doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "this user may not write there";
        }
        catch (IOException refused)
        {
            return "nothing can be written there: " + refused.Message.TrimEnd('.');
        }
    }

    private static long? FreeBytesAt(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A network share, or a system that does not tell: then nobody knows.
            return null;
        }
    }
}
