using Gratis.Postgres.Replicas;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres;

/// <summary>What somebody sees who looks at the shared database and changes nothing.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Version">The server's version; null where it cannot be reached.</param>
/// <param name="Replicas">Gateways that use it now; null where none ever did.</param>
/// <param name="Fault">Why it cannot be used, with what to do.</param>
internal sealed record PostgresLook(string Place, string? Version, int? Replicas, string? Fault)
{
    public static async Task<PostgresLook> AtAsync(string address, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            await using var database = PostgresDatabase.Of(address, clock);
            return await database.ReadAsync(
                async (connection, stop) =>
                {
                    int? replicas = await PostgresSchema.IsThereAsync(connection, stop) ? await CountAsync(connection, stop) : null;
                    return new PostgresLook(database.Place, connection.PostgreSqlVersion.ToString(), replicas, null);
                },
                cancel);
        }
        catch (StorageException unusable)
        {
            return new PostgresLook(unusable.Path, null, null, unusable.Message);
        }
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var count = new NpgsqlCommand("SELECT count(*)::int FROM gratis.replicas WHERE NOT is_left AND seen_at > clock_timestamp() - $1", connection)
        {
            Parameters = { new() { Value = ReplicaPlace.Silence } },
        };
        return (int)(await count.ExecuteScalarAsync(cancel))!;
    }
}
