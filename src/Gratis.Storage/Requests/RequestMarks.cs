using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// Where in the order of requests an instant lies. A request has its number when it has its answer, and its time from when it came, so
/// neighbours may stand the wrong way round: the marks of a minute say how far.
/// </summary>
internal static class RequestMarks
{
    public static long MinuteOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    /// <summary>No request from this instant on has a lower number.</summary>
    public static long FirstFrom(SqliteConnection connection, DateTimeOffset? from) => from is { } at
        ? Rows.Ask(connection, "SELECT min(first) FROM marks WHERE minute >= $minute", ("$minute", MinuteOf(at))) ?? long.MaxValue
        : 0;

    /// <summary>No request before this instant has a higher number.</summary>
    public static long LastBefore(SqliteConnection connection, DateTimeOffset? to) => to is { } at
        ? Rows.Ask(connection, "SELECT max(last) FROM marks WHERE minute <= $minute", ("$minute", MinuteOf(at))) ?? 0
        : long.MaxValue - 1;
}
