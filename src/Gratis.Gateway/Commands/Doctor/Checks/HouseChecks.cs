using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Postgres;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>Data folder, disk and database.</summary>
internal static class HouseChecks
{
    private const long LittleRoom = 500_000_000;
    private const long NoRoom = 50_000_000;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Of(FolderFacts folder)
    {
        const string check = "data folder";
        if (folder.Refusal is { } refusal)
            yield return Finding.Error(check, $"{folder.Path}: {refusal}", "a folder that this user may write to", "Let the user that runs the gateway own it, or choose another one with --data.");
        else if (!folder.Exists)
            yield return Finding.Note(check, $"{folder.Path} is not there yet; the first start makes it");
        else if ((folder.Mode & Others) is { } open and not UnixFileMode.None)
            yield return Finding.Warning(check, $"{folder.Path} is open to other users of this machine ({open})", "a folder that is its owner's alone", $"chmod 700 {folder.Path}");
        else
            yield return Finding.Ok(check, folder.Path);

        if (folder.FreeBytes is { } free)
            yield return Disk(folder, free);
    }

    public static IEnumerable<Finding> Of(DatabaseFacts database)
    {
        const string check = "database";
        if (!database.Exists)
        {
            yield return Finding.Note(check, $"there is none in {Path.GetDirectoryName(database.Path)} yet; the first start makes it");
            yield break;
        }

        if (database.Fault is { } fault)
            yield return Finding.Error(check, fault, "a database that this release can use", "The last sentence says what to do; `gratis restore` brings a backup back.");
        foreach (var damage in database.Damage)
        {
            yield return Finding.Error(
                check, $"{database.Path} is damaged: {damage}", "a database without damage",
                "Stop the gateway, keep a copy of the file, then `gratis restore` a backup or salvage it with `sqlite3 FILE .recover`.");
        }

        if (database.Note is { } note)
            yield return Finding.Note(check, note);
        if (database is { Fault: null, Damage: [] })
            yield return Finding.Ok(check, $"{database.Path}, {Megabytes(database.Bytes)}, whole{(database.IsHeld ? ", in use by another process" : "")}");
    }

    /// <summary>A database that several gateways share.</summary>
    public static IEnumerable<Finding> Of(PostgresLook database, bool hasSecret)
    {
        const string check = "database";
        if (database.Fault is { } fault)
            yield return Finding.Error(check, fault, "a PostgreSQL that this release can use", "The last sentence says what to do.");
        else if (database.Replicas is { } replicas)
            yield return Finding.Ok(check, FormattableString.Invariant($"{database.Place}, PostgreSQL {database.Version}, used by {replicas} gateway{(replicas == 1 ? "" : "s")}"));
        else
            yield return Finding.Note(check, $"{database.Place}, PostgreSQL {database.Version}, holds no books yet; the first start makes them");

        if (!hasSecret)
            yield return Finding.Note(check, "storage.secret is not set: provider keys are those of config and environment alone", "To store keys in the console or by `gratis keys add`, give every gateway the same GRATIS_STORAGE_SECRET.");
    }

    /// <summary>What one process knows of the other: a database in use and nobody at the port.</summary>
    public static IEnumerable<Finding> Of(DatabaseFacts database, PortFacts port)
    {
        if (database.IsHeld && port.State != PortState.Ours)
        {
            yield return Finding.Note(
                "database", $"another process uses it, and no gateway answers at {port.Address.Url}",
                "If that is a gateway on another port, all is well. Two gateways on one data folder would book each other's quotas away.");
        }
    }

    private static Finding Disk(FolderFacts folder, long free)
    {
        const string check = "disk";
        const string cure = "Free some space, or choose a data folder on another disk with --data.";
        return free switch
        {
            < NoRoom => Finding.Error(check, $"{Megabytes(free)} left where {folder.Path} lies", $"at least {Megabytes(LittleRoom)}: what cannot be written down is not sent", cure),
            < LittleRoom => Finding.Warning(check, $"{Megabytes(free)} left where {folder.Path} lies", $"at least {Megabytes(LittleRoom)}", cure),
            _ => Finding.Ok(check, $"{Megabytes(free)} free"),
        };
    }

    private static string Megabytes(long bytes) => bytes >= 10_000_000_000
        ? FormattableString.Invariant($"{bytes / 1_000_000_000} GB")
        : FormattableString.Invariant($"{bytes / 1_000_000d:0.#} MB");
}
