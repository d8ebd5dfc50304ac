using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>
/// A database for this process alone: while it is held, nobody else can open it, and it is given only while nobody else has it open.
/// That is how a command tells that no gateway runs on a data folder, and keeps it so.
/// </summary>
internal sealed class DatabaseHold : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SqliteConnection? _connection;

    private DatabaseHold(SqliteConnection? connection) => _connection = connection;

    /// <summary>Takes hold at once or not at all: null where somebody else has it open. What is no database, or a broken one, nobody can have open.</summary>
    public static DatabaseHold? TryTake(string path)
    {
        if (!File.Exists(path)) return new DatabaseHold(null);
        SqliteNative.Use();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            // The driver asks again for so many seconds, and takes none for all.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();

            // Whoever has a database in WAL mode open shares a lock on the file all the while: in this mode nobody may.
            using SqliteCommand take = connection.CreateCommand();
            take.CommandText = "PRAGMA locking_mode = EXCLUSIVE";
            take.ExecuteNonQuery();
            take.CommandText = "BEGIN EXCLUSIVE";
            take.ExecuteNonQuery();
            return new DatabaseHold(connection);
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            return failure.SqliteErrorCode is Busy or Locked ? null : new DatabaseHold(null);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection?.Dispose();
}
