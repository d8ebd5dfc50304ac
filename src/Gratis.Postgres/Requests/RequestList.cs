using System.Globalization;
using System.Text;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>
/// Finds the requests that a filter means, newest first: a look through the last so many thousand by their words, and every one that is
/// found is judged by the filter itself. What is rare takes more pages, none of which costs more than its look.
/// </summary>
internal sealed class RequestList(NpgsqlConnection connection, CancellationToken cancel)
{
    /// <summary>Requests that one page looks at, at most, where not every one is meant.</summary>
    public const int MostLooked = 20_000;

    private const int FirstLook = 1000;

    // A question names its days, so that the server does not have to lock the tables of ten years for it.
    private const int DaysAtOnce = 32;

    /// <summary>The page below a number.</summary>
    public async Task<RequestPage> PageAsync(RequestFilter asked, long before, int most)
    {
        var filter = HeldText.Of(asked);
        if (filter.Text is { } id && await FindAsync(id) is { } named)
            return new RequestPage(named.Number < before && filter.Matches(named) ? [named with { Plan = null, Bodies = null }] : [], null);

        var page = new List<RequestStory>();
        var lowest = filter.From is { } from ? RequestOrder.From(from) : 0;
        var end = filter.To is { } to ? Math.Min(before, RequestOrder.Until(to)) : before;
        var looked = 0L;
        foreach (var days in await DaysAsync(lowest, end, filter))
        {
            var (low, high) = (Math.Max(lowest, RequestOrder.FirstOfDay(days[^1])), Math.Min(end, RequestOrder.FirstOfDay(days[0] + 1)));
            while (low < high)
            {
                // What is common is found at once; a longer look is for what is not.
                var reach = filter.IsOpen ? (Count: 0L, Lowest: low) : await LookAsync(low, high, looked == 0 ? FirstLook : MostLooked - looked);
                looked += reach.Count;
                var room = most - page.Count + 1;
                var found = await FindAsync(filter, reach.Lowest, high, room);
                page.AddRange(found.Where(filter.Matches));
                if (page.Count > most)
                    return new RequestPage(page[..most], page[most - 1].Number);
                if (found.Count == room)
                    return new RequestPage(page, found[^1].Number);
                if (looked >= MostLooked)
                    return new RequestPage(page, reach.Lowest);
                high = reach.Lowest;
            }
        }

        return new RequestPage(page, null);
    }

    /// <summary>One request by its id, with all that was kept of it.</summary>
    public async Task<RequestStory?> FindAsync(string id)
    {
        foreach (var days in await DaysAsync(0, long.MaxValue, RequestFilter.None))
        {
            var (low, high) = (RequestOrder.FirstOfDay(days[^1]), RequestOrder.FirstOfDay(days[0] + 1));
            var found = await ReadAsync(
                Sql.Command(connection, $"SELECT {RequestRows.Columns} FROM gratis.requests WHERE number >= $1 AND number < $2 AND id = $3 ORDER BY number DESC LIMIT 1", low, high, Words.Of(id)));
            if (found is [var story])
            {
                return story with
                {
                    Plan = await BytesAsync("SELECT plan FROM gratis.request_plans WHERE number = $1 AND id = $2", story) is { } plan ? Storage.Requests.Packed.ReadPlan(plan) : null,
                    Bodies = await BytesAsync("SELECT said FROM gratis.request_bodies WHERE number = $1 AND id = $2", story) is { } said ? Storage.Requests.Packed.ReadBodies(said) : null,
                };
            }
        }

        return null;
    }

    /// <summary>The days between two numbers that may have requests that are meant, newest first, in handfuls without a gap.</summary>
    private async Task<List<List<long>>> DaysAsync(long lowest, long end, RequestFilter filter)
    {
        var meant = filter.IsOpen ? null : await DayWords.DaysOfAsync(connection, filter, cancel);
        var handfuls = new List<List<long>>();
        foreach (var (day, _) in await RequestDays.ListAsync(connection, "requests", cancel))
        {
            if (RequestOrder.FirstOfDay(day + 1) <= lowest || RequestOrder.FirstOfDay(day) >= end || meant?.Contains(day) == false)
                continue;
            if (handfuls is [.., { Count: < DaysAtOnce } last] && (meant is null || last[^1] == day + 1))
                last.Add(day);
            else
                handfuls.Add([day]);
        }

        return handfuls;
    }

    /// <summary>How many of the newest there are, up to so many, and where they end.</summary>
    private async Task<(long Count, long Lowest)> LookAsync(long low, long high, long most)
    {
        await using var query = Sql.Command(
            connection,
            "SELECT count(*), min(number) FROM (SELECT number FROM gratis.requests WHERE number >= $1 AND number < $2 ORDER BY number DESC LIMIT $3) AS newest",
            low, high, most);
        await using var row = await query.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return row.GetInt64(0) < most ? (row.GetInt64(0), low) : (most, row.GetInt64(1));
    }

    private Task<List<RequestStory>> FindAsync(RequestFilter filter, long low, long high, int most)
    {
        var sql = new StringBuilder($"SELECT {RequestRows.Columns} FROM gratis.requests WHERE number >= $1 AND number < $2");
        var values = new List<object?> { low, high };
        foreach (var sought in RequestWords.Of(filter))
        {
            var each = sought.AnyOf.Select(word =>
            {
                values.Add(word);
                return string.Create(CultureInfo.InvariantCulture, $"strpos(words, ${values.Count}) > 0");
            });
            sql.Append(" AND (").AppendJoin(" OR ", each).Append(')');
        }

        values.Add(most);
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY number DESC, id DESC LIMIT ${values.Count}");
        return ReadAsync(Sql.Command(connection, sql.ToString(), [.. values]));
    }

    private async Task<List<RequestStory>> ReadAsync(NpgsqlCommand query)
    {
        await using (query)
        {
            var stories = new List<RequestStory>();
            await using var row = await query.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
                stories.Add(RequestRows.Read(row));
            return stories;
        }
    }

    private async Task<byte[]?> BytesAsync(string sql, RequestStory story)
    {
        await using var query = Sql.Command(connection, sql, story.Number, story.Id);
        return await query.ExecuteScalarAsync(cancel) as byte[];
    }
}
