using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>Says in the owner's words what SQLite or the file system says in numbers.</summary>
internal static class SqliteFaults
{
    /// <summary>What a failure of SQLite means.</summary>
    public static StorageException Of(SqliteException failure, string path)
    {
        (StorageFault fault, string what, string cure) = failure.SqliteErrorCode switch
        {
            11 => (StorageFault.Corrupt, "the database is damaged",
                "Stop the gateway, keep a copy of the file, then restore a backup or salvage it with `sqlite3 FILE .recover`; nothing was changed"),
            26 => (StorageFault.NotADatabase, "this is not a SQLite database",
                "Move the file away or choose another data folder; nothing was changed"),
            13 => (StorageFault.Full, "the disk is full, nothing more can be saved", "Free some space; what was saved before is intact"),
            8 => (StorageFault.ReadOnly, "the database can be read but not written",
                "Make the file and its folder writable for the user that runs the gateway, or choose another data folder"),
            5 or 6 => (StorageFault.Locked, "the database is locked by another process",
                "Stop the other program that uses this data folder (a second gateway, a backup, a database browser) and try again"),
            14 => (StorageFault.CannotOpen, "the database cannot be opened",
                "Check that the data folder exists and that the user that runs the gateway may write there"),
            3 or 23 => (StorageFault.NoPermission, "access to the database was refused",
                "Let the user that runs the gateway own the data folder, or choose another one"),
            _ => (StorageFault.Failed, $"the database failed (SQLite error {failure.SqliteErrorCode}/{failure.SqliteExtendedErrorCode})",
                "Check the disk and its free space, then try again"),
        };
        return new StorageException(fault, path, what, cure + ".", failure);
    }

    /// <summary>What a failure of the file system means; null for one that is none.</summary>
    public static StorageException? Of(Exception failure, string path) => failure switch
    {
        UnauthorizedAccessException => new StorageException(
            StorageFault.NoPermission, path, "this user may not write here",
            "Let the user that runs the gateway own the data folder, or choose another one with --data.", failure),
        IOException => new StorageException(
            StorageFault.CannotOpen, path, "the data folder cannot be used",
            "Check that it is a folder on a writable disk, or choose another one with --data.", failure),
        _ => null,
    };
}
