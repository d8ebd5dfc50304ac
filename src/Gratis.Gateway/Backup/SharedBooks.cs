using Gratis.Gateway.Configuration.Model;

namespace Gratis.Gateway.Backup;

/// <summary>Books that several gateways share are backed up where they are.</summary>
internal static class SharedBooks
{
    /// <exception cref="BackupFault">The books are in a shared database.</exception>
    public static void Refuse(StorageConfig storage)
    {
        if (storage.Postgres is not null)
            throw new BackupFault("The books are in PostgreSQL (storage.postgres), which every replica shares: back them up with `pg_dump --schema=gratis` and bring them back with `pg_restore`.");
    }
}
