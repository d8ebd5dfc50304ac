using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Gateway.Backup;

/// <summary>A database that came out of an archive.</summary>
internal static class RestoredDatabase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Refuses one that a gateway could not start on.</summary>
    /// <exception cref="BackupFault">It is empty, damaged, or of a later release.</exception>
    public static void Check(string folder)
    {
        try
        {
            using var copy = DatabaseCopy.Take(folder, Patience)
                ?? throw new BackupFault("The database in the archive is empty. Nothing was changed.");
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy.File, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            if (check.ExecuteScalar() is not "ok" and var damage)
                throw new BackupFault($"The database in the archive is damaged: {damage}. Take another backup. Nothing was changed.");
        }
        catch (Exception unusable) when (unusable is StorageException or SqliteException)
        {
            throw new BackupFault($"The database in the archive cannot be used: {unusable.Message} Nothing was changed.", unusable);
        }
    }
}
