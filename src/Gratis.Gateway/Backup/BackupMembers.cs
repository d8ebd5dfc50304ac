using Gratis.Storage.Requests;

namespace Gratis.Gateway.Backup;

/// <summary>What an archive may hold and how large each may be: nothing else is ever taken out of one.</summary>
internal static class BackupMembers
{
    public const string Manifest = "manifest.json";
    public const string Database = "gratis.db";
    public const string Config = "gratis.yaml";
    public const string Secrets = "secrets.sealed";

    public const int MostManifestBytes = 65_536;
    public const int MostSecretBytes = 16_777_216;

    private const long MostDatabaseBytes = 64L << 30;
    private const long MostConfigBytes = 16_000_000;

    /// <summary>Its limit; null for a name that no archive has.</summary>
    public static long? MostBytesOf(string name) => name switch
    {
        Database => MostDatabaseBytes,
        Config => MostConfigBytes,

        // What is sealed, and the seal around it.
        Secrets => MostSecretBytes + 1024,
        _ => null,
    };

    /// <summary>Whether it is the log of requests: too large for a backup, and no secret; or what an earlier restoring left.</summary>
    public static bool IsNeverTaken(string relative) =>
        relative.StartsWith(RequestLogFile.Name, StringComparison.Ordinal) || relative.StartsWith(RestoreAtStart.Folder, StringComparison.Ordinal)
        || relative.StartsWith(RestoreAtStart.Aside, StringComparison.Ordinal);

    /// <summary>Whether a file of the data folder is the database or one of the files beside it, which only SQLite may copy.</summary>
    public static bool IsOfDatabase(string relative) => relative == Database || relative.StartsWith(Database + "-", StringComparison.Ordinal);
}
