using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>Commands with their values in order, and columns that may be empty.</summary>
internal static class Commands
{
    public static NpgsqlCommand Of(NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // Our own constants.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Runs a command; how many rows it changed.</summary>
    public static async Task<int> RunAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(cancel);
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
}
