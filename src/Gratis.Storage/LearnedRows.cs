using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>Reads what was learned. A row less does no harm there: those that cannot be read are told once and left alone.</summary>
internal static partial class LearnedRows
{
    /// <summary>Every row of a table that can be read.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="log">Who is told of the others.</param>
    /// <param name="table">Its name; a constant.</param>
    /// <param name="columns">Its columns, the first of which is the key; a constant.</param>
    /// <param name="read">Makes a value of a row; null where that cannot be done.</param>
    public static IReadOnlyList<T> Read<T>(
        SqliteDatabase database, ILogger log, string table, string columns, Func<SqliteDataReader, T?> read)
        where T : class
    {
        int unreadable = 0;
        object? first = null;
        List<T> values = database.Read(connection =>
        {
            using SqliteCommand query = connection.CreateCommand();
#pragma warning disable CA2100 // Our own constants.
            query.CommandText = $"SELECT {columns} FROM {table}";
#pragma warning restore CA2100
            using SqliteDataReader rows = query.ExecuteReader();
            var found = new List<T>();
            while (rows.Read())
            {
                if (read(rows) is { } value) found.Add(value);
                else if (++unreadable == 1) first = rows.GetValue(0);
            }

            return found;
        });
        if (unreadable > 0) CannotBeRead(log, database.Path, table, unreadable, first);
        return values;
    }

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message =
        "{Path}: {Count} rows of table {Table} cannot be read, the first is that of '{First}'; what they said is learned again")]
    internal static partial void CannotBeRead(ILogger log, string path, string table, int count, object? first);
}
