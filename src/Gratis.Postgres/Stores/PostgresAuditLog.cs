using Gratis.Storage;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>The audit log of all replicas, as bounded as that of one: see <see cref="SqliteAuditLog"/>.</summary>
internal sealed class PostgresAuditLog(PostgresDatabase database) : IAuditLog
{
    private const int FirstRefusal = 400;

    public async ValueTask Append(AuditEntry entry, CancellationToken cancellation) => await database.WriteAsync(
        async (connection, stop) =>
        {
            // One after the other, up to the commit: whoever has read a number will never find a lower one that was not there.
            await Sql.RunAsync(connection, "SELECT pg_advisory_xact_lock(1198678388, hashtext('audit'))", [], stop);
            var failed = entry.Status >= FirstRefusal;
            await AddAsync(connection, entry, failed, stop);
            await PruneAsync(connection, failed, stop);
        },
        cancellation);

    public async ValueTask<IReadOnlyList<AuditEntry>> Read(long? before, int limit, CancellationToken cancellation) => await database.ReadAsync(
        (connection, stop) => Sql.ReadAsync(
            Sql.Command(connection, $"SELECT {OwnedRows.AuditColumns} FROM gratis.audit WHERE id < $1 ORDER BY id DESC LIMIT $2", before ?? long.MaxValue, (long)limit),
            OwnedRows.AuditEntry, stop),
        cancellation);

    private static Task<int> AddAsync(NpgsqlConnection connection, AuditEntry entry, bool failed, CancellationToken cancel) => Sql.RunAsync(
        connection,
        """
        INSERT INTO gratis.audit (at, who, remote, action, method, path, target, status, detail, failed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        [
            entry.At.ToUnixTimeMilliseconds(), entry.Who, Words.OrDbNull(entry.Remote), entry.Action, Words.OrDbNull(entry.Method), Words.OrDbNull(entry.Path),
            Words.OrDbNull(entry.Target), entry.Status is { } status ? status : DBNull.Value, Words.OrDbNull(entry.Detail), failed,
        ],
        cancel);

    private async Task PruneAsync(NpgsqlConnection connection, bool failed, CancellationToken cancel)
    {
        var old = (database.Clock.GetUtcNow() - SqliteAuditLog.Kept).ToUnixTimeMilliseconds();
        await Sql.RunAsync(connection, "DELETE FROM gratis.audit WHERE at < $1", [old], cancel);
        const string beyond = """
            DELETE FROM gratis.audit
            WHERE failed = $1 AND id <= (SELECT id FROM gratis.audit WHERE failed = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)
            """;
        await Sql.RunAsync(connection, beyond, [failed, (long)(failed ? SqliteAuditLog.MostRefused : SqliteAuditLog.MostDone)], cancel);
    }
}
