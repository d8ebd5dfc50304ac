using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>
/// The audit log. What was refused has room of its own: whoever guesses at tokens must not be able to push the owner's changes out.
/// </summary>
internal sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    /// <summary>The most entries of things that were done.</summary>
    public const int MostDone = 10_000;

    /// <summary>The most entries of things that were refused.</summary>
    public const int MostRefused = 1_000;

    /// <summary>How long an entry is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int FirstRefusal = 400;

    /// <inheritdoc />
    public ValueTask Append(AuditEntry entry, CancellationToken cancellation)
    {
        bool failed = entry.Status >= FirstRefusal;
        database.Write(Durability.PowerCut, connection =>
        {
            Add(connection, entry, failed);
            Prune(connection, failed);
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AuditEntry>> Read(long? before, int limit, CancellationToken cancellation) => new(database.Read(connection =>
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = """
            SELECT id, at, who, remote, action, method, path, target, status, detail
            FROM audit WHERE id < $before ORDER BY id DESC LIMIT $limit
            """;
        query.Parameters.AddWithValue("$before", before ?? long.MaxValue);
        query.Parameters.AddWithValue("$limit", limit);
        using SqliteDataReader rows = query.ExecuteReader();
        var found = new List<AuditEntry>();
        while (rows.Read()) found.Add(OwnedRows.AuditEntry(rows));
        return (IReadOnlyList<AuditEntry>)found;
    }));

    private static void Add(SqliteConnection connection, AuditEntry entry, bool failed)
    {
        using SqliteCommand add = connection.CreateCommand();
        add.CommandText = """
            INSERT INTO audit (at, who, remote, action, method, path, target, status, detail, failed)
            VALUES ($at, $who, $remote, $action, $method, $path, $target, $status, $detail, $failed)
            """;
        add.Parameters.AddWithValue("$at", entry.At.ToUnixTimeMilliseconds());
        add.Parameters.AddWithValue("$who", entry.Who);
        add.Parameters.AddWithValue("$remote", (object?)entry.Remote ?? DBNull.Value);
        add.Parameters.AddWithValue("$action", entry.Action);
        add.Parameters.AddWithValue("$method", (object?)entry.Method ?? DBNull.Value);
        add.Parameters.AddWithValue("$path", (object?)entry.Path ?? DBNull.Value);
        add.Parameters.AddWithValue("$target", (object?)entry.Target ?? DBNull.Value);
        add.Parameters.AddWithValue("$status", (object?)entry.Status ?? DBNull.Value);
        add.Parameters.AddWithValue("$detail", (object?)entry.Detail ?? DBNull.Value);
        add.Parameters.AddWithValue("$failed", failed ? 1 : 0);
        add.ExecuteNonQuery();
    }

    private void Prune(SqliteConnection connection, bool failed)
    {
        using SqliteCommand prune = connection.CreateCommand();
        prune.CommandText = """
            DELETE FROM audit WHERE at < $old;
            DELETE FROM audit WHERE failed = $failed AND id <= (SELECT id FROM audit WHERE failed = $failed ORDER BY id DESC LIMIT 1 OFFSET $most);
            """;
        prune.Parameters.AddWithValue("$old", (database.Clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds());
        prune.Parameters.AddWithValue("$failed", failed ? 1 : 0);
        prune.Parameters.AddWithValue("$most", failed ? MostRefused : MostDone);
        prune.ExecuteNonQuery();
    }
}
