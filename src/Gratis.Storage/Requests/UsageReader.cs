using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>Reads rollups.</summary>
internal static class UsageReader
{
    public static UsageReport Read(SqliteConnection connection, UsageQuestion question)
    {
        var total = new UsageSum();
        var series = new List<(long At, UsageFigures Figures)>();
        foreach (var (at, sum) in Add(connection, question, UsageColumn.Total, static (at, _) => at))
        {
            total.Add(sum);
            series.Add((at, sum.ToFigures()));
        }

        return new UsageReport(
            series,
            [.. Add(connection, question, question.Column, static (_, key) => key)
                .Select(one => (one.Key, Figures: one.Value.ToFigures()))
                .OrderByDescending(one => one.Figures.Requests).ThenBy(one => one.Key, StringComparer.Ordinal)],
            total.ToFigures());
    }

    private static Dictionary<T, UsageSum> Add<T>(SqliteConnection connection, UsageQuestion question, UsageColumn subject, Func<long, string, T> group)
        where T : notnull
    {
        var sums = new Dictionary<T, UsageSum>();
        string table = question.IsByDay ? "usage_days" : "usage_hours";
        using SqliteCommand query = Rows.Command(
            connection,
            $"SELECT at, key, {UsageSum.Columns} FROM {table} WHERE subject = $subject AND at BETWEEN $from AND $to ORDER BY at",
            "$subject", "$from", "$to");
        using SqliteDataReader row = Rows.With(query, (long)subject, question.From, question.To).ExecuteReader();
        while (row.Read())
        {
            T key = group(row.GetInt64(0), row.GetString(1));
            if (!sums.TryGetValue(key, out UsageSum? sum)) sums.Add(key, sum = new UsageSum());
            sum.Read(row, 2);
        }

        return sums;
    }
}
