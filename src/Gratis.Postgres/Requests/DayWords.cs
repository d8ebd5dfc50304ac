using System.Globalization;
using System.Text;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>The words of whole days: they tell the days in which nothing is meant before a single request is looked at.</summary>
internal static class DayWords
{
    /// <summary>Adds those of requests, in the turn of whoever adds to the sums.</summary>
    public static Task AddAsync(NpgsqlConnection connection, IEnumerable<RequestStory> stories, CancellationToken cancel)
    {
        var words = stories.SelectMany(story => RequestWords.OfDay(story).Select(word => (Day: RequestOrder.DayOf(story.Number), Word: word))).Distinct().ToList();
        return Sql.RunAsync(
            Sql.Command(
                connection, "INSERT INTO gratis.request_words (day, word) SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT DO NOTHING",
                words.Select(one => one.Day).ToArray(), words.Select(one => one.Word).ToArray()),
            cancel);
    }

    /// <summary>The days in which a filter may mean anything.</summary>
    public static async Task<HashSet<long>> DaysOfAsync(NpgsqlConnection connection, RequestFilter filter, CancellationToken cancel)
    {
        var sql = new StringBuilder("SELECT day FROM gratis.request_words GROUP BY day HAVING true");
        var values = new List<object?>();
        foreach (var sought in RequestWords.Of(filter))
        {
            sql.Append(" AND bool_or(").AppendJoin(" OR ", sought.AnyOf.Select(Holds));
            if (sought.MayBeMadeUp)
                sql.Append(CultureInfo.InvariantCulture, $" OR word = '{RequestWords.MadeUp}'");
            sql.Append(')');
        }

        var days = new HashSet<long>();
        await using var query = Sql.Command(connection, sql.ToString(), [.. values]);
        await using var row = await query.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            days.Add(row.GetInt64(0));
        return days;

        string Holds(string word)
        {
            values.Add(word);
            return string.Create(CultureInfo.InvariantCulture, $"strpos(E'\\n' || word || E'\\n', ${values.Count}) > 0");
        }
    }

    /// <summary>Removes those of days before one.</summary>
    public static Task CleanAsync(NpgsqlConnection connection, long first, CancellationToken cancel) =>
        Sql.RunAsync(Sql.Command(connection, "DELETE FROM gratis.request_words WHERE day < $1", first), cancel);
}
