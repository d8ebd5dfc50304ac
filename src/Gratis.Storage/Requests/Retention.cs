using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// Keeps the file within its days and bytes, a few thousand rows at a time behind each batch, so that nobody waits for it. One table with the
/// oldest rows removed, and not a table a day dropped whole: rows lie in the order of their numbers in the table and in each index by kind, so
/// removing the oldest empties whole pages at its edge, which new rows take at once; the file stays as large as it is. A table a day
/// would make every question one question a day, and a size that is reached in the middle of a day could not be kept.
/// </summary>
internal static class Retention
{
    /// <summary>Days that hours are kept for: the longest range that is shown by hours, and time to notice.</summary>
    public const int HourDays = 35;

    /// <summary>Days that days are kept for.</summary>
    public const int Days = 400;

    /// <summary>So many of the last requests keep their plan even where nothing went wrong.</summary>
    public const int PlainPlans = 20_000;

    /// <summary>Rows that one step removes at most; more than a batch adds.</summary>
    public const int Step = 8192;

    private const int VacuumPages = 256;

    /// <summary>One step within a transaction; true where more is to be done.</summary>
    public static bool Run(SqliteConnection connection, KindBook kinds, RequestLogOptions options, DateTimeOffset now)
    {
        long last = Rows.Ask(connection, "SELECT max(id) FROM requests") ?? 0;
        bool more = RemoveRequests(connection, kinds, options, now);
        more |= RemoveSome(connection, "plans", "plain = 1 AND request <= $to", last - PlainPlans);
        more |= RemoveSome(connection, "bodies", "request <= $to", LastBefore(connection, now.AddDays(-options.BodyDays)));
        for (int subject = 0; subject <= (int)UsageColumn.Outcome; subject++)
        {
            Rows.Run(connection, "DELETE FROM usage_hours WHERE subject = $subject AND at < $at", ("$subject", subject), ("$at", UsageKey.HourOf(now.AddDays(-HourDays))));
            Rows.Run(connection, "DELETE FROM usage_days WHERE subject = $subject AND at < $at", ("$subject", subject), ("$at", UsageKey.HourOf(now.AddDays(-Days)) / 24));
        }

        return more;
    }

    /// <summary>Gives a part of the file back to the disk where it is larger than it may be; true where more of it is to be given back.</summary>
    public static bool Shrink(SqliteConnection connection, RequestLogOptions options)
    {
        if (Number(connection, "page_count") * Number(connection, "page_size") <= options.MaxBytes || Number(connection, "freelist_count") == 0) return false;
        using SqliteCommand vacuum = Rows.Command(connection, $"PRAGMA incremental_vacuum({VacuumPages})");
        using SqliteDataReader pages = vacuum.ExecuteReader();
        while (pages.Read())
        {
            // Each row is a page that is given back.
        }

        return true;
    }

    private static bool RemoveRequests(SqliteConnection connection, KindBook kinds, RequestLogOptions options, DateTimeOffset now)
    {
        if (Rows.Ask(connection, "SELECT min(id) FROM requests") is not { } oldest) return false;
        long used = (Number(connection, "page_count") - Number(connection, "freelist_count")) * Number(connection, "page_size");
        long old = used > options.MaxBytes ? long.MaxValue : LastBefore(connection, now.AddDays(-options.Days));
        if (oldest > old) return false;

        long to = Math.Min(old, Rows.Ask(connection, "SELECT max(id) FROM (SELECT id FROM requests ORDER BY id LIMIT $step)", ("$step", Step)) ?? 0);
        using (SqliteCommand count = Rows.Command(connection, "SELECT kind, count(*) FROM requests NOT INDEXED WHERE id <= $to GROUP BY kind", "$to"))
        using (SqliteDataReader row = Rows.With(count, to).ExecuteReader())
        {
            while (row.Read()) kinds.Forget(row.GetInt64(0), row.GetInt64(1));
        }

        Rows.Run(connection, "DELETE FROM requests WHERE id <= $to", ("$to", to));
        Rows.Run(connection, "DELETE FROM attempts WHERE request <= $to", ("$to", to));
        Rows.Run(connection, "DELETE FROM plans WHERE plain = 0 AND request <= $to", ("$to", to));
        Rows.Run(connection, "DELETE FROM plans WHERE plain = 1 AND request <= $to", ("$to", to));
        Rows.Run(connection, "DELETE FROM bodies WHERE request <= $to", ("$to", to));
        Rows.Run(connection, "DELETE FROM marks WHERE last <= $to", ("$to", to));
        Rows.Run(connection, "DELETE FROM runs WHERE id < (SELECT run FROM requests ORDER BY id LIMIT 1)");
        kinds.Save(connection);
        return true;
    }

    private static bool RemoveSome(SqliteConnection connection, string table, string where, long to) =>
        Rows.Run(connection, $"DELETE FROM {table} WHERE {where} AND request <= (SELECT max(request) FROM (SELECT request FROM {table} WHERE {where} ORDER BY request LIMIT $step))",
            ("$to", to), ("$step", Step)) == Step;

    /// <summary>About where requests before an instant end; their neighbours may go a minute too soon or too late.</summary>
    private static long LastBefore(SqliteConnection connection, DateTimeOffset at) =>
        Rows.Ask(connection, "SELECT last FROM marks WHERE minute < $minute ORDER BY minute DESC LIMIT 1", ("$minute", RequestMarks.MinuteOf(at))) ?? 0;

    private static long Number(SqliteConnection connection, string pragma) => Rows.Ask(connection, "PRAGMA " + pragma) ?? 0;
}
