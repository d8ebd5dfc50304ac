using System.Globalization;
using Gratis.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>
/// The one door to the database file: one writer at a time, in a transaction; readers that never wait for it. Every failure
/// leaves as a <see cref="StorageException"/>; nothing is ever reset or repaired behind the owner's back.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly SqliteOptions _options;
    private readonly Lock _writing = new();
    private SqliteConnection _writer;
    private bool _vanished;

    private SqliteDatabase(SqliteOptions options, string path, TimeProvider clock, ILogger<SqliteDatabase> log)
    {
        _options = options;
        Path = path;
        Clock = clock;
        _writer = Connect(SqliteOpenMode.ReadWriteCreate);
        EngineVersion = _writer.ServerVersion;
        Later = new WriteBehind(this, clock, log);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>The version of the SQLite in use.</summary>
    public string EngineVersion { get; }

    /// <summary>Writes that may wait a moment.</summary>
    public WriteBehind Later { get; }

    /// <summary>How often the file was opened anew, since it had vanished: another one may have taken its place.</summary>
    public int Reopenings { get; private set; }

    /// <summary>The time that rows are stamped with.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Opens the database, creating it where there is none, and brings its schema up to date.</summary>
    public static SqliteDatabase Open(SqliteOptions options, TimeProvider clock, ILogger<SqliteDatabase> log)
    {
        SqliteNative.Use();
        string path = DataFolder.Prepare(options.DataFolder, options.FileName);
        try
        {
            var database = new SqliteDatabase(options, path, clock, log);
            try
            {
                database.BecomeWriter();
                database.Later.Start();
                return database;
            }
            catch
            {
                database._writer.Dispose();
                throw;
            }
        }
        catch (SqliteException failure)
        {
            throw SqliteFaults.Of(failure, path);
        }
    }

    /// <summary>Writes in one transaction: all of it or none.</summary>
    public T Write<T>(Durability durability, Func<SqliteConnection, T> write)
    {
        lock (_writing)
        {
            try
            {
                StayInPlace();
                // Cannot change inside a transaction. With NORMAL a WAL commit reaches the disk at the next checkpoint only.
                Run(_writer, durability == Durability.PowerCut ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
                using SqliteTransaction transaction = _writer.BeginTransaction(deferred: false);
                T result = write(_writer);
                transaction.Commit();
                return result;
            }
            catch (SqliteException failure)
            {
                throw SqliteFaults.Of(failure, Path);
            }
        }
    }

    /// <summary>Writes in one transaction: all of it or none.</summary>
    public void Write(Durability durability, Action<SqliteConnection> write) =>
        Write(durability, connection =>
        {
            write(connection);
            return true;
        });

    /// <summary>Reads what is committed, without waiting for the writer.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using SqliteConnection reader = Connect(SqliteOpenMode.ReadWrite);
            Run(reader, "PRAGMA query_only = ON");
            return read(reader);
        }
        catch (SqliteException failure)
        {
            throw SqliteFaults.Of(failure, Path);
        }
    }

    /// <summary>Writes what still waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await Later.DisposeAsync();
        lock (_writing) _writer.Dispose();
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            ForeignKeys = true,
            // A pooled connection would keep the file open after us.
            Pooling = false,
            // The driver's own patience, in whole seconds; SQLite's, below, wakes up sooner.
            DefaultTimeout = (int)Math.Max(1, Math.Ceiling(_options.BusyTimeout.TotalSeconds)),
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)_options.BusyTimeout.TotalMilliseconds}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void BecomeWriter()
    {
        SqliteSchema.RefuseForeign(_writer, Path);
        Run(_writer, "PRAGMA journal_mode = WAL");
        Run(_writer, "PRAGMA wal_autocheckpoint = 8000");
        Write(Durability.PowerCut, connection => SqliteSchema.Upgrade(connection, Path, Migration.BuiltIn, Clock.GetUtcNow()));
    }

    /// <summary>A deleted file takes every write without complaint, and nobody would ever read it.</summary>
    private void StayInPlace()
    {
        if (!File.Exists(Path))
        {
            _vanished = true;
            throw new StorageException(
                StorageFault.CannotOpen, Path, "the database file is gone, nothing can be saved",
                "Put it back, or restart the gateway to begin with an empty database.");
        }

        if (!_vanished) return;
        _writer.Dispose();
        _writer = Connect(SqliteOpenMode.ReadWrite);
        _vanished = false;
        try
        {
            BecomeWriter();
            Reopenings++;
        }
        catch
        {
            // Not ours, or not to be written: it must not be taken for good at the next attempt.
            _vanished = true;
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string pragma)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own constants and a number.
        command.CommandText = pragma;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
