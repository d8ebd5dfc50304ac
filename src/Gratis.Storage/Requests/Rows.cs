using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>Commands whose values come in the order of their names, and columns that may be empty.</summary>
internal static class Rows
{
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (string name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    /// <summary>Gives a command its values.</summary>
    public static SqliteCommand With(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Runs a command; how many rows it changed.</summary>
    public static int Run(SqliteCommand command, params ReadOnlySpan<object?> values) => With(command, values).ExecuteNonQuery();

    public static int Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(connection, sql);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command.ExecuteNonQuery();
    }

    /// <summary>The one number that a query says; null where it says none.</summary>
    public static long? Ask(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(connection, sql);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command.ExecuteScalar() as long?;
    }

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
