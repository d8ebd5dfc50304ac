using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// Finds the requests that a filter means, newest first. The newest few thousand are looked through, which settles what is common; what is
/// rare is merged from the lists of its kinds, and of the routes that were called in vain. Every request is judged by the filter itself
/// before it is shown, and where a list is long and little of it is meant, a page ends early: none costs more than a bounded look.
/// </summary>
internal sealed class RequestSearch : IDisposable
{
    private const int MostScanned = 2000;
    private const int MostExamined = 2000;
    private const int LeastAtOnce = 50;

    private readonly SqliteConnection _connection;
    private readonly RequestFilter _filter;
    private readonly RequestReader _reader;
    private readonly RequestLists? _lists;
    private readonly MeantKinds? _kinds;
    private readonly long _lowest;
    private bool _scans = true;

    public RequestSearch(SqliteConnection connection, KindBook kinds, RequestFilter filter)
    {
        (_connection, _filter) = (connection, filter);
        _reader = new RequestReader(connection, kinds);
        _lowest = RequestMarks.FirstFrom(connection, filter.From);
        if (filter.IsOpen) return;
        _kinds = new MeantKinds(kinds, filter);
        _lists = new RequestLists(connection, _kinds, filter);
    }

    /// <summary>The page below a number.</summary>
    public RequestPage Page(long before, int most)
    {
        if (_filter.Text is { } id && _reader.Find(id) is { } named)
            return new RequestPage(named.Number < before && _filter.Matches(named) ? [named with { Plan = null, Bodies = null }] : [], null);

        var page = new List<RequestStory>();
        long cursor = Math.Min(before, RequestMarks.LastBefore(_connection, _filter.To) + 1);
        for (int examined = 0; ;)
        {
            var found = new Highest(Math.Max(most - page.Count, LeastAtOnce) + 1, _lowest);
            Look(cursor, found);
            foreach (long number in found.Numbers)
            {
                if (page.Count == most) return new RequestPage(page, page[^1].Number);
                if (examined - page.Count > MostExamined) return new RequestPage(page, cursor);
                examined++;
                cursor = number;
                if (_reader.Read(number) is { } story && _filter.Matches(story)) page.Add(story);
            }

            if (!found.IsFull) return new RequestPage(page, found.IsCut ? found.Lowest : null);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _lists?.Dispose();
    }

    /// <summary>Looks for the highest numbers below one.</summary>
    private void Look(long before, Highest found)
    {
        if (_scans)
        {
            before = Scan(before, found);
            _scans = found.IsFull;
        }

        // What the first look through the newest did not settle, further ones would settle no sooner.
        if (!found.IsFull && before > _lowest) _lists?.Merge(before, found);
    }

    /// <summary>Looks through the next rows; everything below the number it returns is still to be looked for.</summary>
    private long Scan(long before, Highest found)
    {
        using SqliteCommand query = Rows.Command(
            _connection, "SELECT id, kind, attempts FROM requests WHERE id < $before AND id >= $lowest ORDER BY id DESC LIMIT $most", "$before", "$lowest", "$most");
        int most = _kinds is null ? found.Room : MostScanned;
        int scanned = 0;
        using SqliteDataReader row = Rows.With(query, before, _lowest, (long)most).ExecuteReader();
        while (!found.IsFull && row.Read())
        {
            scanned++;
            before = row.GetInt64(0);
            if (_kinds is null || MayBeMeant(_kinds, row.GetInt64(1), row.GetInt64(2))) found.Add(before);
        }

        return found.IsFull || scanned == most ? before : _lowest;
    }

    /// <summary>One whose kind does not mean it may have called, beside the route that its kind knows, one that is meant.</summary>
    private bool MayBeMeant(MeantKinds kinds, long kind, long attempts) =>
        kinds.Means(kind) || (_filter.AsksForRoutes && attempts > 0 && kinds.MayMean(kind) && !(attempts == 1 && kinds.HasRoute(kind)));
}
