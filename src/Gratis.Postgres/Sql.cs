using Npgsql;

namespace Gratis.Postgres;

/// <summary>Commands with their values in the order in which their text counts them, and what is read of rows.</summary>
internal static class Sql
{
    public static NpgsqlCommand Command(NpgsqlConnection connection, string text, params ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // Our own constants.
        var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value is string said ? Words.Of(said) : value ?? DBNull.Value });
        return command;
    }

    /// <summary>Runs a command; how many rows it changed.</summary>
    public static Task<int> RunAsync(NpgsqlConnection connection, string text, object[] values, CancellationToken cancel) =>
        RunAsync(Command(connection, text, values), cancel);

    /// <summary>Reads every row of a query.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(NpgsqlCommand query, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using (query)
        {
            await using var rows = await query.ExecuteReaderAsync(cancel);
            var found = new List<T>();
            while (await rows.ReadAsync(cancel))
                found.Add(read(rows));
            return found;
        }
    }

    /// <summary>The one value that a query says; null where it says none.</summary>
    public static async Task<T?> AskAsync<T>(NpgsqlCommand command, CancellationToken cancel)
        where T : struct
    {
        await using (command)
            return await command.ExecuteScalarAsync(cancel) as T?;
    }

    public static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>Runs a command; how many rows it changed.</summary>
    public static async Task<int> RunAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(cancel);
    }
}
