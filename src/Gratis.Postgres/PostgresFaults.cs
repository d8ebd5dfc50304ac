using System.Net.Sockets;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres;

/// <summary>Says in the owner's words what the server says in codes.</summary>
internal static class PostgresFaults
{
    /// <summary>What a failure means; null for one that is none of the database's.</summary>
    public static StorageException? Of(Exception failure, string place) => failure switch
    {
        PostgresException said => OfServer(said, place),
        NpgsqlException or SocketException or TimeoutException => new StorageException(
            StorageFault.CannotOpen, place, "the database cannot be reached",
            "Check that the server runs, that its address is right and that it accepts connections from here.", failure),
        _ => null,
    };

    private static StorageException OfServer(PostgresException said, string place)
    {
        var (fault, what, cure) = said.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (StorageFault.NoPermission,
                "the server does not accept this user or password", "Check the user and the password in storage.postgres"),
            PostgresErrorCodes.InvalidCatalogName => (StorageFault.CannotOpen, "the server has no database of this name", "Create it with createdb, or name another one"),
            PostgresErrorCodes.InsufficientPrivilege => (StorageFault.NoPermission, $"this user may not do what is needed ({said.MessageText})",
                "Let the user own the database, or the schema `gratis` in it"),
            PostgresErrorCodes.DiskFull => (StorageFault.Full, "the disk of the server is full, nothing more can be saved", "Free some space; what was saved before is intact"),
            PostgresErrorCodes.ReadOnlySqlTransaction => (StorageFault.ReadOnly, "the server can be read but not written: is it a standby?", "Name the primary server in storage.postgres"),
            PostgresErrorCodes.TooManyConnections => (StorageFault.Locked, "the server takes no more connections", "Raise max_connections, or run fewer replicas"),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => (StorageFault.CannotOpen,
                "the server is starting or stopping", "Wait for it"),
            _ => (StorageFault.Failed, $"the database failed ({said.SqlState}: {said.MessageText})", "Look into the log of the server"),
        };
        return new StorageException(fault, place, what, cure + ".", said);
    }
}
