using System.Globalization;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>Brings a database to the schema of this release, or says why not.</summary>
internal static class SqliteSchema
{
    /// <summary>"Grat": marks the file as ours.</summary>
    private const long ApplicationId = 0x47726174;

    /// <summary>Refuses a file that another program made, before anything is written to it.</summary>
    public static void RefuseForeign(SqliteConnection connection, string path)
    {
        // In one transaction: between two looks another process may have made it ours.
        using SqliteTransaction look = connection.BeginTransaction(deferred: true);
        long tables = Number(connection, "SELECT count(*) FROM sqlite_master");
        long owner = Number(connection, "PRAGMA application_id");
        bool ours = owner == ApplicationId || owner == 0 && tables == 0;
        if (ours) return;
        throw new StorageException(
            StorageFault.Foreign, path, "this is the database of another program",
            "Move the file away or choose another data folder; nothing was changed.");
    }

    /// <summary>Applies the steps that are missing. To be called inside a transaction, so that two processes never both do.</summary>
    public static void Upgrade(SqliteConnection connection, string path, IReadOnlyList<Migration> steps, DateTimeOffset now)
    {
        Dictionary<int, Applied> applied = ReadApplied(connection);
        int newest = steps.Count == 0 ? 0 : steps[^1].Number;
        int found = applied.Count == 0 ? 0 : applied.Keys.Max();
        if (found > newest)
        {
            throw new StorageException(
                StorageFault.NewerSchema, path,
                string.Create(CultureInfo.InvariantCulture, $"a newer release has written this database (schema {found}, this release knows {newest})"),
                "Run that release or a later one, or choose another data folder; nothing was changed.");
        }

        foreach (Migration step in steps)
        {
            if (!applied.TryGetValue(step.Number, out Applied known))
            {
                Apply(connection, step, now);
            }
            else if (known.Checksum != step.Checksum)
            {
                throw new StorageException(
                    StorageFault.AlteredSchema, path,
                    $"schema step {step.Name} is not the one that was applied here as {known.Name}",
                    "Run the release that wrote this database, or restore a backup; nothing was changed.");
            }
        }
    }

    private static void Apply(SqliteConnection connection, Migration step, DateTimeOffset now)
    {
        using SqliteCommand change = connection.CreateCommand();
#pragma warning disable CA2100 // A script that ships inside this assembly.
        change.CommandText = step.Sql;
#pragma warning restore CA2100
        change.ExecuteNonQuery();

        using SqliteCommand note = connection.CreateCommand();
        note.CommandText = "INSERT INTO schema_steps (number, name, checksum, applied_at) VALUES ($number, $name, $checksum, $now)";
        note.Parameters.AddWithValue("$number", step.Number);
        note.Parameters.AddWithValue("$name", step.Name);
        note.Parameters.AddWithValue("$checksum", step.Checksum);
        note.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        note.ExecuteNonQuery();
    }

    private static Dictionary<int, Applied> ReadApplied(SqliteConnection connection)
    {
        using SqliteCommand prepare = connection.CreateCommand();
        prepare.CommandText = """
            PRAGMA application_id = 0x47726174;
            CREATE TABLE IF NOT EXISTS schema_steps (
              number     INTEGER NOT NULL PRIMARY KEY,
              name       TEXT    NOT NULL,
              checksum   TEXT    NOT NULL,
              applied_at INTEGER NOT NULL
            );
            """;
        prepare.ExecuteNonQuery();

        var applied = new Dictionary<int, Applied>();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT number, name, checksum FROM schema_steps";
        using SqliteDataReader rows = query.ExecuteReader();
        while (rows.Read()) applied[rows.GetInt32(0)] = new Applied(rows.GetString(1), rows.GetString(2));
        return applied;
    }

    private static long Number(SqliteConnection connection, string query)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own constants.
        command.CommandText = query;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private readonly record struct Applied(string Name, string Checksum);
}
