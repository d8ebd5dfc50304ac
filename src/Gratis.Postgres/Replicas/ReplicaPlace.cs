using Npgsql;

namespace Gratis.Postgres.Replicas;

/// <summary>
/// The place that this process holds among the replicas. Its books belong to the place: whoever takes it over goes on with them, as
/// after a restart. A place is free when its holder left it or was not heard of for <see cref="Silence"/>; the server's clock decides.
/// </summary>
internal sealed class ReplicaPlace
{
    /// <summary>How long a holder may be silent. Far longer than anything that was granted to it holds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly Guid _holder = Guid.NewGuid();
    private readonly string _name;

    public ReplicaPlace(string name) => _name = name;

    /// <summary>Its number; none before one was taken.</summary>
    public int Number { get; private set; } = -1;

    /// <summary>Takes the lowest place that is free. Replicas that start together take turns.</summary>
    public async Task TakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using (var turn = new NpgsqlCommand("LOCK TABLE gratis.replicas IN EXCLUSIVE MODE", connection))
            await turn.ExecuteNonQueryAsync(cancel);
        await using var take = new NpgsqlCommand(
            """
            INSERT INTO gratis.replicas (place, holder, name, seen_at)
            SELECT coalesce(
              (SELECT min(place) FROM gratis.replicas WHERE is_left OR seen_at < clock_timestamp() - $3),
              (SELECT max(place) + 1 FROM gratis.replicas),
              0), $1, $2, clock_timestamp()
            ON CONFLICT (place) DO UPDATE SET holder = excluded.holder, name = excluded.name, seen_at = excluded.seen_at, is_left = false
            RETURNING place
            """, connection)
        {
            Parameters = { new() { Value = _holder }, new() { Value = _name }, new() { Value = Silence } },
        };
        Number = (int)(await take.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Says that it is still held; false where somebody else has it.</summary>
    public async Task<bool> HoldAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var hold = new NpgsqlCommand("UPDATE gratis.replicas SET seen_at = clock_timestamp() WHERE place = $1 AND holder = $2", connection)
        {
            Parameters = { new() { Value = Number }, new() { Value = _holder } },
        };
        return await hold.ExecuteNonQueryAsync(cancel) == 1;
    }

    /// <summary>Leaves it to whoever comes next.</summary>
    public async Task LeaveAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var leave = new NpgsqlCommand("UPDATE gratis.replicas SET is_left = true WHERE place = $1 AND holder = $2", connection)
        {
            Parameters = { new() { Value = Number }, new() { Value = _holder } },
        };
        await leave.ExecuteNonQueryAsync(cancel);
    }
}
