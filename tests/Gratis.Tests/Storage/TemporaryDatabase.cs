using Gratis.Storage;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Tests.Storage;

/// <summary>A data folder of its own, gone when the test is.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("gratis-test-").FullName;

    public string File => Path.Combine(Folder, "gratis.db");

    public VirtualTime Time { get; } = new();

    public SqliteDatabase Open(TimeSpan? busyTimeout = null) => Open(Folder, busyTimeout);

    public SqliteDatabase Open(string folder, TimeSpan? busyTimeout = null) =>
        SqliteDatabase.Open(
            new SqliteOptions(folder) { BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(5) }, Time, NullLogger<SqliteDatabase>.Instance);

    /// <summary>The files as a process that is killed at this moment leaves them behind.</summary>
    public string CopyAsKilled()
    {
        string copy = Path.Combine(Folder, "copy-" + Directory.GetDirectories(Folder).Length);
        Directory.CreateDirectory(copy);
        foreach (string name in (string[])["gratis.db", "gratis.db-wal"])
            System.IO.File.Copy(Path.Combine(Folder, name), Path.Combine(copy, name));
        return copy;
    }

    /// <summary>A connection of some other program.</summary>
    public SqliteConnection Stranger()
    {
        SqliteNative.Use();
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static object? Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
