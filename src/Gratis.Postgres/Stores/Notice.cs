using System.Text;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>What other replicas are told the moment a change of the owner is committed: what to read again, and never a value.</summary>
internal static class Notice
{
    /// <summary>Where to listen.</summary>
    public const string Channel = "gratis";

    /// <summary>Accounts of providers were changed.</summary>
    public const string Accounts = "accounts";

    /// <summary>Client keys were changed; when one was last used is no change.</summary>
    public const string ClientKeys = "client_keys";

    /// <summary>A setting was changed, whose key follows a colon; alone where that key is too long to be told.</summary>
    public const string Settings = "settings";

    // The server takes less than 8000 bytes.
    private const int MostBytes = 7_900;

    /// <summary>A setting of this key was changed.</summary>
    public static string OfSetting(string key) => Encoding.UTF8.GetByteCount(key) <= MostBytes - Settings.Length ? $"{Settings}:{key}" : Settings;

    /// <summary>Tells it when the transaction is committed, and only then.</summary>
    public static Task TellAsync(NpgsqlConnection connection, string what, CancellationToken cancel) =>
        Sql.RunAsync(connection, "SELECT pg_notify($1, $2)", [Channel, what], cancel);
}
