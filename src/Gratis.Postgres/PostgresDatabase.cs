using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres;

/// <summary>
/// The one door to the shared database. Every failure leaves as a <see cref="StorageException"/> that names the server and never the
/// password; nothing is ever reset or repaired behind the owner's back.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    private PostgresDatabase(NpgsqlDataSource source, string place, TimeProvider clock)
    {
        (_source, Place, Clock) = (source, place, clock);
    }

    /// <summary>Where it is, without who may enter.</summary>
    public string Place { get; }

    /// <summary>The time that rows are stamped with, but for what replicas have to agree on: that is the server's.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Opens the database and brings its schema up to date.</summary>
    public static async Task<PostgresDatabase> OpenAsync(string address, TimeProvider clock, CancellationToken cancel)
    {
        var database = Of(address, clock);
        try
        {
            await database.WriteAsync((connection, stop) => PostgresSchema.UpgradeAsync(connection, database.Place, PostgresSchema.BuiltIn, stop), cancel);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The database as it is, for whoever only looks.</summary>
    public static PostgresDatabase Of(string address, TimeProvider clock)
    {
        var settings = PostgresAddress.Read(address);

        // The driver's own log would be every command; what fails is told by whoever it fails.
        return new PostgresDatabase(NpgsqlDataSource.Create(settings.ConnectionString), PostgresAddress.PlaceOf(settings), clock);
    }

    /// <summary>A connection of its own, for whoever listens on it; the caller closes it.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancel);
        }
        catch (Exception failure) when (PostgresFaults.Of(failure, Place) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Reads what is committed.</summary>
    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel);
            return await read(connection, cancel);
        }
        catch (Exception failure) when (PostgresFaults.Of(failure, Place) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Writes in one transaction: all of it or none.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancel)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var result = await write(connection, cancel);
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch (Exception failure) when (PostgresFaults.Of(failure, Place) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Writes in one transaction: all of it or none.</summary>
    public Task WriteAsync(Func<NpgsqlConnection, CancellationToken, Task> write, CancellationToken cancel) =>
        WriteAsync(
            async (connection, stop) =>
            {
                await write(connection, stop);
                return true;
            },
            cancel);

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
