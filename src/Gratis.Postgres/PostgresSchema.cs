using System.Globalization;
using Gratis.Storage;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres;

/// <summary>Brings a database to the schema of this release, or says why not. Everything lies in a schema of its own, <c>gratis</c>.</summary>
internal static class PostgresSchema
{
    /// <summary>The steps this release knows, in order.</summary>
    public static IReadOnlyList<Migration> BuiltIn { get; } = Migration.Embedded(typeof(PostgresSchema).Assembly, "");

    /// <summary>Applies the steps that are missing. Replicas that start together take turns.</summary>
    public static async Task UpgradeAsync(NpgsqlConnection connection, string place, IReadOnlyList<Migration> steps, CancellationToken cancel)
    {
        var applied = await ReadAppliedAsync(connection, cancel);
        var newest = steps[^1].Number;
        if (applied.Keys.DefaultIfEmpty().Max() is var found && found > newest)
        {
            throw new StorageException(
                StorageFault.NewerSchema, place,
                string.Create(CultureInfo.InvariantCulture, $"a newer release has written this database (schema {found}, this release knows {newest})"),
                "Run that release or a later one, or name another database; nothing was changed.");
        }

        foreach (var step in steps)
        {
            if (!applied.TryGetValue(step.Number, out var known))
            {
                await ApplyAsync(connection, step, cancel);
            }
            else if (known.Checksum != step.Checksum)
            {
                throw new StorageException(
                    StorageFault.AlteredSchema, place, $"schema step {step.Name} is not the one that was applied here as {known.Name}",
                    "Run the release that wrote this database, or restore a backup; nothing was changed.");
            }
        }
    }

    /// <summary>Whether a gateway has ever kept books here.</summary>
    public static async Task<bool> IsThereAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var look = new NpgsqlCommand("SELECT to_regclass('gratis.schema_steps') IS NOT NULL", connection);
        return await look.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration step, CancellationToken cancel)
    {
#pragma warning disable CA2100 // A script that ships inside this assembly.
        await using (var change = new NpgsqlCommand(step.Sql, connection))
#pragma warning restore CA2100
            await change.ExecuteNonQueryAsync(cancel);
        await using var note = new NpgsqlCommand("INSERT INTO gratis.schema_steps (number, name, checksum) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = step.Number }, new() { Value = step.Name }, new() { Value = step.Checksum } },
        };
        await note.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // "Grat": held to the end of the transaction.
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(1198678388)", connection))
            await turn.ExecuteNonQueryAsync(cancel);

        // Asked first: a user that may not create schemas can still use one that is there.
        if (!await IsThereAsync(connection, cancel))
        {
            // Even where it is there, making it takes a right that its owner need not have.
            await using var prepare = new NpgsqlCommand(
                """
                DO $$ BEGIN IF to_regnamespace('gratis') IS NULL THEN CREATE SCHEMA gratis; END IF; END $$;
                CREATE TABLE gratis.schema_steps (
                  number     integer     NOT NULL PRIMARY KEY,
                  name       text        NOT NULL,
                  checksum   text        NOT NULL,
                  applied_at timestamptz NOT NULL DEFAULT now()
                );
                """, connection);
            await prepare.ExecuteNonQueryAsync(cancel);
        }

        var applied = new Dictionary<int, (string, string)>();
        await using var query = new NpgsqlCommand("SELECT number, name, checksum FROM gratis.schema_steps", connection);
        await using var rows = await query.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            applied[rows.GetInt32(0)] = (rows.GetString(1), rows.GetString(2));
        return applied;
    }
}
