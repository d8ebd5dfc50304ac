using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres;

/// <summary>Reads where the shared database is: Npgsql's own form, or the address that every host of databases hands out.</summary>
internal static class PostgresAddress
{
    private const string Forms = "Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE or as Host=HOST;Username=USER;Password=PASSWORD;Database=DATABASE.";

    public static NpgsqlConnectionStringBuilder Read(string address)
    {
        try
        {
            var settings = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "postgres" or "postgresql"
                ? OfUri(uri)
                : new NpgsqlConnectionStringBuilder(address);
            if (string.IsNullOrEmpty(settings.Host))
                throw new ArgumentException("no host");
            settings.ApplicationName ??= "gratis";
            settings.IncludeErrorDetail = false;

            // Whoever only listens would never notice that the other end is gone.
            if (settings.KeepAlive == 0)
                settings.KeepAlive = 15;
            return settings;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The driver's own words may hold a piece of the password.
            throw new StorageException(StorageFault.CannotOpen, "storage.postgres", "this is not the address of a PostgreSQL database", Forms);
        }
    }

    /// <summary>What may be shown of it.</summary>
    public static string PlaceOf(NpgsqlConnectionStringBuilder settings) => $"postgres://{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(uri.Host), Port = uri.IsDefaultPort ? 5432 : uri.Port };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            settings.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
            settings.Database = Uri.UnescapeDataString(database);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var halves = pair.Split('=', 2);
            var (name, value) = (Uri.UnescapeDataString(halves[0]), Uri.UnescapeDataString(halves.Length == 2 ? halves[1] : ""));

            // libpq writes verify-full where the driver knows VerifyFull.
            settings[NameOf(name)] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return settings;
    }

    // Addresses name options as libpq does.
    private static string NameOf(string option) => option switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        _ => option,
    };
}
