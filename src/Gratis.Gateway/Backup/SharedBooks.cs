using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Configuration.Model;

namespace Gratis.Gateway.Backup;

/// <summary>Books that several gateways share are backed up where they are.</summary>
internal static class SharedBooks
{
    /// <summary>The same by the config of a command, as far as that can be read.</summary>
    /// <exception cref="BackupFault">The books are in a shared database.</exception>
    public static void Refuse(string? config, CommandEdges edges)
    {
        if (CatalogueReader.ReadConfig(config, BuiltInFacts.Load(), edges with { Error = TextWriter.Null }) is { } inForce)
            Refuse(inForce.Config.Storage);
    }

    /// <exception cref="BackupFault">The books are in a shared database.</exception>
    public static void Refuse(StorageConfig storage)
    {
        if (storage.Postgres is not null)
            throw new BackupFault("The books are in PostgreSQL (storage.postgres), which every replica shares: back them up with `pg_dump --schema=gratis` and bring them back with `pg_restore`.");
    }
}
