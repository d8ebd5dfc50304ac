using Gratis.Storage.Requests;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>What requests of all replicas add up to, by hours and by days.</summary>
internal static class UsageTable
{
    /// <summary>Adds to what stands there, within the transaction of the requests that it counts.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, UsageBatch batch, CancellationToken cancel)
    {
        var sums = batch.Hours.Select(hour => (IsDay: false, hour.Key, hour.Value))
            .Concat(batch.Days().Select(day => (IsDay: true, day.Key, day.Value)))
            .ToDictionary(one => (one.IsDay, one.Key.Subject, one.Key.At, one.Key.Key), one => one.Value);
        await Sql.RunAsync(Sql.Command(connection, "SELECT pg_advisory_xact_lock($1)", RequestTurns.Sums), cancel);
        object[] keys =
        [
            sums.Keys.Select(key => key.IsDay).ToArray(), sums.Keys.Select(key => (short)key.Subject).ToArray(), sums.Keys.Select(key => key.At).ToArray(),
            sums.Keys.Select(key => key.Item4).ToArray(),
        ];
        await AddWhatStandsThereAsync(connection, keys, sums, cancel);

        var values = sums.Values.Select(sum => sum.Values()).ToArray();
        await Sql.RunAsync(
            Sql.Command(
                connection,
                $"""
                INSERT INTO gratis.usage (is_day, subject, at, key, {UsageSum.Columns})
                SELECT * FROM unnest($1::boolean[], $2::smallint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
                  $10::bigint[], $11::bytea[], $12::bytea[])
                ON CONFLICT (is_day, subject, at, key) DO UPDATE SET requests = excluded.requests, served = excluded.served, failed = excluded.failed,
                  input = excluded.input, output = excluded.output, cost = excluded.cost, took = excluded.took, first = excluded.first
                """,
                [.. keys, .. Enumerable.Range(0, 6).Select(i => Column<long>(values, i)), Column<byte[]>(values, 6), Column<byte[]>(values, 7)]),
            cancel);
    }

    /// <summary>Answers a question.</summary>
    public static async Task<UsageReport> ReadAsync(NpgsqlConnection connection, UsageQuestion question, CancellationToken cancel)
    {
        var total = new UsageSum();
        var series = new SortedDictionary<long, UsageSum>();
        var rows = new Dictionary<string, UsageSum>(StringComparer.Ordinal);
        await using var query = Sql.Command(
            connection,
            $"SELECT subject, at, key, {UsageSum.Columns} FROM gratis.usage WHERE is_day = $1 AND subject = ANY ($2) AND at BETWEEN $3 AND $4",
            question.IsByDay, new[] { (short)UsageColumn.Total, (short)question.Column }, question.From, question.To);
        await using var row = await query.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var subject = (UsageColumn)row.GetInt16(0);
            if (subject == question.Column)
                SumOf(rows, row.GetString(2)).Read(row, 3);
            if (subject != UsageColumn.Total)
                continue;
            total.Read(row, 3);
            SumOf(series, row.GetInt64(1)).Read(row, 3);
        }

        return new UsageReport(
            [.. series.Select(one => (one.Key, one.Value.ToFigures()))],
            [.. rows.Select(one => (one.Key, Figures: one.Value.ToFigures())).OrderByDescending(one => one.Figures.Requests).ThenBy(one => one.Key, StringComparer.Ordinal)],
            total.ToFigures());
    }

    /// <summary>Removes what is older than is promised.</summary>
    public static async Task CleanAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        const string remove = "DELETE FROM gratis.usage WHERE is_day = $1 AND subject BETWEEN 0 AND $2 AND at < $3";
        await Sql.RunAsync(Sql.Command(connection, remove, false, (short)UsageColumn.Outcome, UsageKey.HourOf(now.AddDays(-Retention.HourDays))), cancel);
        await Sql.RunAsync(Sql.Command(connection, remove, true, (short)UsageColumn.Outcome, UsageKey.HourOf(now.AddDays(-Retention.Days)) / 24), cancel);
    }

    private static async Task AddWhatStandsThereAsync(
        NpgsqlConnection connection, object[] keys, Dictionary<(bool, UsageColumn, long, string), UsageSum> sums, CancellationToken cancel)
    {
        await using var query = Sql.Command(
            connection,
            $"""
            SELECT is_day, subject, at, key, {UsageSum.Columns} FROM gratis.usage
            JOIN unnest($1::boolean[], $2::smallint[], $3::bigint[], $4::text[]) AS asked (is_day, subject, at, key) USING (is_day, subject, at, key)
            """,
            keys);
        await using var row = await query.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            sums[(row.GetBoolean(0), (UsageColumn)row.GetInt16(1), row.GetInt64(2), row.GetString(3))].Read(row, 4);
    }

    private static UsageSum SumOf<T>(IDictionary<T, UsageSum> sums, T key)
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new UsageSum());
        return sum;
    }

    private static T[] Column<T>(object?[][] values, int column) => [.. values.Select(row => (T)row[column]!)];
}
