using System.Globalization;
using System.Reflection;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// The file of the log, beside the books and apart from them: what happens to it happens to nothing else. One that cannot be used is moved
/// aside, one that has vanished is begun anew. Used by one writer at a time; readers have connections of their own.
/// </summary>
internal sealed class RequestLogFile(SqliteOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>What it is called.</summary>
    public const string Name = "requests.db";

    private static readonly IReadOnlyList<Migration> Steps = Migration.Embedded(Assembly.GetExecutingAssembly(), "requests/");

    private SqliteConnection? _writer;

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataFolder), Name);

    /// <summary>Where one that could not be used was moved to.</summary>
    public string Aside => Path + ".unusable";

    public bool Exists => File.Exists(Path);

    /// <summary>The connection that writes, opened anew where there is none or its file is gone; and whether it was.</summary>
    public (SqliteConnection Connection, bool IsNew) Open()
    {
        if (_writer is { } open && Exists) return (open, false);
        Close();
        SqliteNative.Use();
        DataFolder.Prepare(options.DataFolder, Name);
        SqliteConnection connection = Connect();
        try
        {
            SqliteSchema.RefuseForeign(connection, Path);

            // Before the first table, or never: pages that retention frees can be given back then.
            if (Rows.Ask(connection, "SELECT count(*) FROM sqlite_master") == 0) Rows.Run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            Rows.Run(connection, "PRAGMA journal_mode = WAL");

            // A power cut may take the last moments of a log; it cannot spoil it.
            Rows.Run(connection, "PRAGMA synchronous = NORMAL");
            Rows.Run(connection, "PRAGMA wal_autocheckpoint = 2000");
            Rows.Run(connection, "PRAGMA journal_size_limit = 33554432");
            Rows.Run(connection, "PRAGMA cache_size = -16000");
            using SqliteTransaction upgrade = connection.BeginTransaction(deferred: false);
            SqliteSchema.Upgrade(connection, Path, Steps, clock.GetUtcNow());
            upgrade.Commit();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _writer = connection;
        return (connection, true);
    }

    /// <summary>Reads what is committed; what else is said where there is no file.</summary>
    public T Read<T>(Func<SqliteConnection, T> read, T otherwise)
    {
        if (!Exists) return otherwise;
        try
        {
            using SqliteConnection reader = Connect();
            Rows.Run(reader, "PRAGMA query_only = ON");

            // One moment for all of it: rows, kinds and rollups of the same batch.
            using SqliteTransaction moment = reader.BeginTransaction(deferred: true);
            return read(reader);
        }
        catch (SqliteException failure)
        {
            throw SqliteFaults.Of(failure, Path);
        }
    }

    /// <summary>Takes an unusable file out of the way. Only the last one is kept: the log may be large.</summary>
    public void MoveAside()
    {
        Close();
        try
        {
            foreach (string part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            {
                File.Delete(Aside + part);
                if (File.Exists(Path + part)) File.Move(Path + part, Aside + part);
            }
        }
        catch (Exception failure) when (SqliteFaults.Of(failure, Path) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Closes the connection that writes.</summary>
    public void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <inheritdoc />
    public void Dispose() => Close();

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWrite,
            // A pooled connection would keep the file open after us.
            Pooling = false,
            DefaultTimeout = (int)Math.Max(1, Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString());
        try
        {
            connection.Open();
            Rows.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
